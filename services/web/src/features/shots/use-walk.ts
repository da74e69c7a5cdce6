import { useQueries } from '@tanstack/react-query';
import { useMonthQuery } from './api/get-timeline';
import { monthOf, shows, type Card } from './card';
import type { Cut } from './filters';
import type { Month } from './months';

/** The card that is open, and its neighbours in the grid, as far as they are known. */
export interface Walk {
  readonly card: Card | undefined;
  readonly before: Card | undefined;
  readonly after: Card | undefined;
}

/** Where an asset stands in a list of cards. */
export function walkIn(cards: readonly Card[], assetId: string): Walk {
  const place = cards.findIndex((card) => shows(card, assetId));
  const at = (other: number) => (place < 0 || other < 0 ? undefined : cards[other]);
  return { card: at(place), before: at(place - 1), after: at(place + 1) };
}

/** Where an asset of a moment stands in the timeline, also at the edges of its month. */
export function useWalk(months: readonly Month[], cut: Cut, assetId: string, moment: string): Walk {
  const monthQuery = useMonthQuery(cut);
  const place = months.findIndex(({ timeBucket }) => timeBucket === monthOf(moment));
  const around = place < 0 ? [] : months.slice(Math.max(place - 1, 0), place + 2);
  const answers = useQueries({ queries: around.map((month) => monthQuery(month.timeBucket)) });
  return walkIn(
    answers.flatMap(({ data }) => data ?? []),
    assetId,
  );
}
