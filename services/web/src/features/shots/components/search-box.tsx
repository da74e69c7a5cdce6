import { mdiClose, mdiMagnify } from '@mdi/js';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { strings } from '@/shared/strings';

/** Words to search for; `/` comes here. */
export function SearchBox(props: {
  words: string;
  /** Whether something lies over it, so that no key comes here. */
  isCovered: boolean;
  onSearch: (words: string) => void;
}): ReactElement {
  const { words, isCovered, onSearch } = props;
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState(words);
  const enter = () => {
    before.current = document.querySelector<HTMLElement>(':focus');
    field.current?.focus();
  };
  useShortcuts(
    strings.shots.search,
    isCovered ? [] : [{ keys: ['/'], label: strings.shots.searchKey, run: enter }],
  );
  return (
    <form
      role="search"
      className="bg-subtle flex min-h-11 w-full max-w-xl items-center gap-2 rounded-full pl-4 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-primary"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <Icon path={mdiMagnify} />
      <input
        ref={field}
        type="search"
        enterKeyHint="search"
        aria-label={strings.shots.search}
        placeholder={strings.shots.searchHint}
        maxLength={200}
        value={typed}
        className="placeholder:text-quiet min-h-11 min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.currentTarget.blur();
          before.current?.focus({ preventScroll: true });
        }}
      />
      {words !== '' && (
        <Button
          look="round"
          aria-label={strings.shots.clearSearch}
          onClick={() => {
            setTyped('');
            onSearch('');
          }}
        >
          <Icon path={mdiClose} />
        </Button>
      )}
    </form>
  );
}
