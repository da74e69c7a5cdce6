import { useLayoutEffect, useRef, type ReactElement } from 'react';

/** How much is done, as a bar; moving where nobody knows. */
export function Bar({ label, share }: { label: string; share: number | undefined }): ReactElement {
  const filled = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (filled.current !== null) filled.current.style.width = `${(share ?? 1) * 100}%`;
  }, [share]);
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
        ref={filled}
        className={`bg-primary h-full rounded-full ${share === undefined ? 'opacity-50 motion-safe:animate-pulse' : ''}`}
      />
    </div>
  );
}
