import type { ReactElement } from 'react';

/** An icon of the Material Design set, decoration only. */
export function Icon({ path, size = 20 }: { path: string; size?: number }): ReactElement {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" width={size} height={size} className="shrink-0">
      <path d={path} fill="currentColor" />
    </svg>
  );
}
