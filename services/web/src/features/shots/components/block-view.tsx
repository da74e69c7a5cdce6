import { useId, useMemo, type ReactElement } from 'react';
import { usePorts } from '@/shared/ports';
import type { Card } from '../card';
import { dayLabel } from '../days';
import { within, type Block, type PlacedDay, type Stretch } from '../layout';
import type { Grid } from '../use-grid';
import { usePlaced } from '../use-placed';
import { ShotCard } from './shot-card';

/** Those days of a block, and those of their cards, that lie in a stretch of it. */
export function BlockView(props: {
  block: Block;
  grid: Grid;
  stretch: Stretch;
  noteOf?: ((card: Card) => string | undefined) | undefined;
}): ReactElement[] {
  const { block, grid, stretch, noteOf } = props;
  const { top, bottom } = stretch;
  const days = useMemo(() => within(block, { top, bottom }), [block, top, bottom]);
  return days.map((day) => <DayView key={day.date} day={day} grid={grid} noteOf={noteOf} />);
}

/** The cards of a date, under a heading that stays in view while they scroll by. */
function DayView(props: {
  day: PlacedDay;
  grid: Grid;
  noteOf: ((card: Card) => string | undefined) | undefined;
}): ReactElement {
  const { day, grid, noteOf } = props;
  const { now } = usePorts();
  const heading = useId();
  const { left, top, width, height } = day;
  const placed = usePlaced({ left, top, width, height });
  const isSelecting = grid.selected.size > 0;
  return (
    <section ref={placed} aria-labelledby={heading} className="absolute">
      <h2
        id={heading}
        className="bg-page/90 sticky top-14 z-20 flex h-8 items-center px-3 text-sm font-medium backdrop-blur-sm md:h-12 md:px-4"
      >
        <span className="truncate">{day.title ?? dayLabel(day.date, now())}</span>
      </h2>
      <div className="relative">
        {day.placed.map(({ card, box }) => (
          <ShotCard
            key={card.cardId}
            card={card}
            box={box}
            note={noteOf?.(card)}
            isTabStop={grid.active === '' || card.cardId === grid.active}
            isSelected={grid.selected.has(card.cardId)}
            isSelecting={isSelecting}
            onOpen={grid.onOpen}
            onSelect={grid.onSelect}
            onFocus={grid.onFocus}
          />
        ))}
      </div>
    </section>
  );
}
