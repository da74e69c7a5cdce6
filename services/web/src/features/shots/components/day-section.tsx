import { useId, useMemo, type ReactElement } from 'react';
import { dayLabel, type Day } from '../days';
import { justify } from '../justify';
import { ShotCard } from './shot-card';
import { usePorts } from '@/shared/ports';

const GAP = 2;
const PHONE_WIDTH = 767;

/** The height in pixels that rows aim at in a list of the given width. */
function rowHeightFor(width: number): number {
  return width > PHONE_WIDTH ? 235 : 100;
}

/** A date that stays in view while its shots scroll by. */
export function DaySection(props: {
  day: Day;
  width: number;
  onOpen: (key: string) => void;
}): ReactElement {
  const { day, width, onOpen } = props;
  const { now } = usePorts();
  const heading = useId();
  const layout = useMemo(() => {
    const ratios = day.shots.map((shot) => shot.ratio);
    return justify(ratios, { width, rowHeight: rowHeightFor(width), gap: GAP });
  }, [day, width]);
  const cards = day.shots.flatMap((shot, index) => {
    const box = layout.boxes[index];
    return box === undefined
      ? []
      : [<ShotCard key={shot.key} shot={shot} box={box} onOpen={onOpen} />];
  });
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
        {cards}
      </ul>
    </section>
  );
}
