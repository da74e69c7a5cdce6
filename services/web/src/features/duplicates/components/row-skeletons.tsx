import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';

const ROWS = [1, 2, 3, 4, 5, 6];

/** The shape of the list while it is on its way. */
export function RowSkeletons(): ReactElement {
  return (
    <div role="status">
      <span className="sr-only">{strings.duplicates.loading}</span>
      {ROWS.map((row) => (
        <div key={row} className="flex gap-2 py-3 motion-safe:animate-pulse">
          <div className="bg-subtle size-24 rounded-lg" />
          <div className="bg-subtle size-24 rounded-lg" />
          <div className="bg-subtle h-5 w-40 rounded" />
        </div>
      ))}
    </div>
  );
}
