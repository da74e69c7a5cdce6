import { useId, useMemo, type ReactElement } from 'react';
import { usePorts } from '@/shared/ports';
import { dayLabel, type Day } from '../days';
import { justify } from '../justify';
import { ShotCard } from './shot-card';

const GAP = 2;
const PHONE_WIDTH = 767;

/** The height in pixels that rows aim at in a list of the given width. */
function rowHeightFor(width: number): number {
  return width > PHONE_WIDTH ? 235 : 100;
}

/** The shots of a date in full rows, under a heading that stays in view while they scroll by. */
export function DaySection(props: {
  day: Day;
  width: number;
  onOpen: (key: string) => void;
}): ReactElement {
  const { day, width, onOpen } = props;
  const { now } = usePorts();
  const heading = useId();
  const layout = useMemo(
    () => justify(day.shots, { width, rowHeight: rowHeightFor(width), gap: GAP }),
    [day, width],
  );
  return (
    <section aria-labelledby={heading} className="mb-3">
      <h2
        id={heading}
        className="bg-page/90 sticky top-14 z-20 flex h-8 items-center px-3 text-sm font-medium backdrop-blur-sm md:h-12 md:px-4"
      >
        {dayLabel(day.date, now())}
      </h2>
      <ul
        role="list"
        className="relative [content-visibility:auto]"
        style={{ height: layout.height }}
      >
        {layout.placed.map(({ tile, box }) => (
          <ShotCard key={tile.key} shot={tile} box={box} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}
