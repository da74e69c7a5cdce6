import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useMonthQuery } from './api/get-timeline';
import type { Card } from './card';
import { daysOf } from './days';
import type { Cut } from './filters';
import { estimatedHeight, layOut, type Block, type Stretch } from './layout';
import { spansIn, spansOf, type Month, type Span } from './months';
import type { Order } from './order';
import { widened } from './use-visible';

/** How far from the window, in pixels, a month is fetched. */
const NEAR = 500;

/** A month near the window: its cards, that they are on their way, or why they did not come. */
export interface NearMonth {
  readonly span: Span;
  readonly block: Block | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

export interface TimelineState {
  readonly order: Order;
  readonly spans: readonly Span[];
  readonly height: number;
  readonly near: readonly NearMonth[];
}

/** Two lists of one length as one of pairs. */
function zip<One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] {
  return ones.flatMap((one, place) =>
    others.slice(place, place + 1).map((other): [One, Other] => [one, other]),
  );
}

const blocks = new WeakMap<readonly Card[], { readonly width: number; readonly block: Block }>();

/** The layout of the cards of a month, made once a width. */
function blockOf(cards: readonly Card[], width: number): Block {
  const known = blocks.get(cards);
  if (known?.width === width) return known.block;
  const block = layOut(daysOf(cards), width);
  blocks.set(cards, { width, block });
  return block;
}

/** Where all months lie, estimated as long as they are unknown, and the cards of those near. */
export function useTimeline(
  months: readonly Month[],
  cut: Cut,
  width: number,
  visible: Stretch,
): TimelineState {
  const [known, setKnown] = useState<ReadonlyMap<string, number>>(new Map());
  const monthQuery = useMonthQuery(cut);
  const spans = useMemo(
    () =>
      spansOf(
        months,
        ({ timeBucket, count }) =>
          known.get(`${timeBucket} ${width}`) ?? estimatedHeight(count, width),
      ),
    [months, known, width],
  );
  const wanted = spansIn(spans, widened(visible, NEAR));
  const answers = useQueries({ queries: wanted.map(({ month }) => monthQuery(month.timeBucket)) });
  const near = zip(wanted, answers).map(([span, { data: cards, error, refetch }]): NearMonth => {
    const retry = () => void refetch();
    if (cards === undefined) return { span, block: undefined, error, retry };
    return { span, block: blockOf(cards, width), error: null, retry };
  });
  const learnt = near.flatMap(({ span, block }): [string, number][] =>
    block === undefined || block.height === span.height
      ? []
      : [[`${span.month.timeBucket} ${width}`, block.height]],
  );
  if (learnt.length > 0) setKnown(new Map([...known, ...learnt]));
  const height = spans.reduce((sum, span) => sum + span.height, 0);
  return { order: cut.order, spans, height, near };
}
