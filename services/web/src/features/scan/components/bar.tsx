import { useCallback, type ReactElement } from 'react';

/** How much is done, as a bar; moving where nobody knows. */
export function Bar({ label, share }: { label: string; share: number | undefined }): ReactElement {
  const fill = useCallback(
    (element: HTMLDivElement) => {
      element.style.width = `${(share ?? 1) * 100}%`; // by script: the content policy allows no other
      return () => undefined;
    },
    [share],
  );
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      className="bg-subtle h-2 overflow-hidden rounded-full"
    >
      <div
        ref={fill}
        className={`bg-primary h-full rounded-full ${share === undefined ? 'opacity-50 motion-safe:animate-pulse' : ''}`}
      />
    </div>
  );
}
