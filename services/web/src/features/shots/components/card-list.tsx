import { useCallback, useMemo, type ReactElement } from 'react';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { strings } from '@/shared/strings';
import type { Card } from '../card';
import type { Day } from '../days';
import { layOut, spotsOf } from '../layout';
import { useFrame, type Frame } from '../use-frame';
import { useGrid } from '../use-grid';
import { usePlaced } from '../use-placed';
import { stretchOf, type Selection } from '../use-selection';
import { scrollToLine, useVisible, widened } from '../use-visible';
import { BlockView } from './block-view';

const RENDERED = 300;

interface Props {
  readonly days: readonly Day[];
  readonly isCovered: boolean;
  readonly selection: Selection;
  readonly noteOf?: (card: Card) => string | undefined;
  readonly onOpen: (card: Card) => void;
}

/** A list of cards that is there as a whole, in full rows; only what is near is rendered. */
export function CardList(props: Props): ReactElement {
  const [ref, frame] = useFrame();
  return <div ref={ref}>{frame !== null && <Sheet {...props} {...frame} />}</div>;
}

function Sheet(props: Props & Frame): ReactElement {
  const { days, isCovered, selection, noteOf, onOpen, element, width } = props;
  const [visibleRef, visible] = useVisible();
  const block = useMemo(() => layOut(days, width), [days, width]);
  const between = useCallback(
    (one: Card, other: Card) =>
      Promise.resolve(
        stretchOf(
          days.flatMap((day) => day.cards),
          one,
          other,
        ),
      ),
    [days],
  );
  const spots = () => spotsOf(block, 0);
  const scrollTo = useCallback(
    (line: number) => {
      scrollToLine(element, line);
    },
    [element],
  );
  const { grid, shortcuts } = useGrid({ element, spots, scrollTo, selection, between, onOpen });
  useShortcuts(strings.shots.title, isCovered ? [] : shortcuts);
  const sized = usePlaced({ height: block.height });
  return (
    <div ref={visibleRef}>
      <div ref={sized} className="relative">
        <BlockView block={block} grid={grid} stretch={widened(visible, RENDERED)} noteOf={noteOf} />
      </div>
    </div>
  );
}
