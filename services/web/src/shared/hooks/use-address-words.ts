import { useSearchParams } from 'wouter';

/** Words that the address holds under a name, and how others come in their place. */
export function useAddressWords(name: string): readonly [string, (words: string) => void] {
  const [address, setAddress] = useSearchParams();
  const set = (words: string) => {
    setAddress(
      (old) => {
        const next = new URLSearchParams(old);
        if (words === '') next.delete(name);
        else next.set(name, words);
        return next;
      },
      { replace: true },
    );
  };
  return [address.get(name) ?? '', set];
}
