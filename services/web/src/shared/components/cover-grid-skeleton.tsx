import type { ReactElement } from 'react';

/** What stands where covers are on their way. */
export function CoverGridSkeleton(props: {
  label: string;
  shape: 'square' | 'round';
}): ReactElement {
  const { label, shape } = props;
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      <div aria-hidden="true" className="cover-grid motion-safe:animate-pulse">
        {Array.from({ length: 12 }, (_, place) => (
          <div
            key={place}
            className={`bg-subtle aspect-square ${shape === 'round' ? 'rounded-full' : 'rounded-2xl'}`}
          />
        ))}
      </div>
    </div>
  );
}
