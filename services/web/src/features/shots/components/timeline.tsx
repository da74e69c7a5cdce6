import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { strings } from '@/shared/strings';
import { useMonthQuery } from '../api/get-timeline';
import { monthOf, type Card } from '../card';
import type { Cut } from '../filters';
import { spotsOf, type Stretch } from '../layout';
import type { Month } from '../months';
import { startOf } from '../order';
import { useAnchoring } from '../use-anchoring';
import { useFrame, type Frame } from '../use-frame';
import { useGrid, type Grid } from '../use-grid';
import { useJumps } from '../use-jumps';
import { usePlaced } from '../use-placed';
import { stretchOf, type Selection } from '../use-selection';
import { useTimeline, type NearMonth } from '../use-timeline';
import { useVisible, widened } from '../use-visible';
import { BlockView } from './block-view';
import { GoToDate } from './go-to-date';
import { MonthGap } from './month-gap';
import { Scrubber } from './scrubber';

/** How far from the window, in pixels, cards are rendered. */
const RENDERED = 300;

interface Props {
  readonly months: readonly Month[];
  /** Which cards it shows. */
  readonly cut: Cut;
  /** The moment at which to open; empty for the newest photos. */
  readonly at: string;
  /** A moment to come back to, whenever there is a new one. */
  readonly reveal: string;
  readonly isCovered: boolean;
  readonly selection: Selection;
  readonly onRest: (moment: string) => void;
  readonly onOpen: (card: Card) => void;
}

/** All shots, under their dates; only what is near the window is there. */
export function Timeline(props: Props): ReactElement {
  const [ref, frame] = useFrame();
  return <div ref={ref}>{frame !== null && <Sheet {...props} {...frame} />}</div>;
}

function Sheet(props: Props & Frame): ReactElement {
  const { months, cut, at, reveal, isCovered, selection, onRest, onOpen, element, width } = props;
  const [visibleRef, visible] = useVisible();
  const state = useTimeline(months, cut, width, visible);
  const { scrollTo, goToLine, goToMoment } = useAnchoring(element, state, at, onRest);
  useEffect(() => {
    if (reveal !== '') goToMoment(reveal);
  }, [reveal, goToMoment]);
  const between = useCardsBetween(months, cut);
  const spots = () =>
    state.near.flatMap(({ span, block }) => (block === undefined ? [] : spotsOf(block, span.top)));
  const { grid, shortcuts, leadTo } = useGrid({
    element,
    spots,
    scrollTo,
    selection,
    between,
    onOpen,
  });
  const jumps = useJumps(element, state, goToLine, leadTo);
  const [isAsking, setAsking] = useState(false);
  const ask = {
    keys: ['g'],
    label: strings.shots.goToDate.key,
    run: () => {
      setAsking(true);
    },
  };
  useShortcuts(strings.shots.title, isCovered ? [] : [...shortcuts, ...jumps, ask]);
  const sized = usePlaced({ height: state.height });
  const rendered = widened(visible, RENDERED);
  return (
    <>
      <div ref={visibleRef}>
        <div ref={sized} className="relative [overflow-anchor:none]">
          {state.near.map((month) => (
            <MonthView
              key={month.span.month.timeBucket}
              month={month}
              grid={grid}
              stretch={rendered}
            />
          ))}
        </div>
      </div>
      <Scrubber spans={state.spans} element={element} onGo={goToLine} />
      {isAsking && (
        <GoToDate
          onGo={(date) => {
            setAsking(false);
            goToMoment(startOf(cut.order, date));
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

/** A month near the window: those of its cards that lie in a stretch of the timeline. */
function MonthView(props: { month: NearMonth; grid: Grid; stretch: Stretch }): ReactElement {
  const { month, grid, stretch } = props;
  const { span, block, error, retry } = month;
  const placed = usePlaced({ top: span.top, height: span.height });
  const { top, bottom } = stretch;
  const own = useMemo(
    () => ({ top: top - span.top, bottom: bottom - span.top }),
    [top, bottom, span.top],
  );
  return (
    <div ref={placed} className="absolute inset-x-0">
      {block === undefined ? (
        <MonthGap month={span.month.timeBucket} error={error} onRetry={retry} />
      ) : (
        <BlockView block={block} grid={grid} stretch={own} />
      )}
    </div>
  );
}

/** Gives all cards from one to another, however many months lie between them. */
function useCardsBetween(months: readonly Month[], cut: Cut) {
  const client = useQueryClient();
  const monthQuery = useMonthQuery(cut);
  return useCallback(
    async (one: Card, other: Card) => {
      const ends = [monthOf(one.localDateTime), monthOf(other.localDateTime)].toSorted();
      const wanted = months
        .map(({ timeBucket }) => timeBucket)
        .filter((month) => month >= String(ends[0]) && month <= String(ends[1]));
      const found = await Promise.all(
        wanted.map((month) => client.query({ ...monthQuery(month), staleTime: 'static' })),
      );
      return stretchOf(found.flat(), one, other);
    },
    [client, months, monthQuery],
  );
}
