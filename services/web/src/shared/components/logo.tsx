import type { ReactElement } from 'react';

/** Two lenses, one over the other: the sign of Twinlens, decoration only. */
export function Logo({ size = 32 }: { size?: number }): ReactElement {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" width={size} height={size} className="shrink-0">
      <circle cx="12" cy="16" r="9" fill="#4250af" />
      <circle cx="20" cy="16" r="9" fill="#accbfa" fillOpacity="0.85" />
      <circle cx="20" cy="16" r="4" fill="#4250af" />
    </svg>
  );
}
