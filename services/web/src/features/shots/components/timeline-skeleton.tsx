import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';

const ROWS = [
  ['w-1/3', 'w-1/4', 'w-5/12'],
  ['w-1/4', 'w-5/12', 'w-1/3'],
  ['w-5/12', 'w-1/3', 'w-1/4'],
];

/** The outline of a page of photos that are still on their way. */
export function TimelineSkeleton(): ReactElement {
  return (
    <div role="status">
      <span className="sr-only">{strings.shots.loading}</span>
      <div aria-hidden="true" className="flex flex-col gap-0.5 motion-safe:animate-pulse">
        <div className="bg-subtle m-3 h-5 w-32 rounded md:m-4" />
        {ROWS.map((widths) => (
          <div key={widths.join()} className="flex h-25 gap-0.5 md:h-58">
            {widths.map((width) => (
              <div key={width} className={`bg-subtle ${width}`} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
