import {
  keepPreviousData,
  skipToken,
  useQuery,
  useQueryClient,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { ask } from '@/shared/api/client';
import type { GroupsState, Months } from '@/shared/api/schema';
import type { Fetch } from '@/shared/http';
import { liveKey } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { cardsOf, type Card } from '../card';
import type { Cut } from '../filters';
import { inOrder } from '../order';

const ROOT = 'timeline';
const KEPT_MS = 120_000;

/** The key of all months of cards, for whoever changes cards before the server has. */
export const monthsOfCards: QueryKey = [ROOT, 'month'];

/** How the months of a timeline are asked for. */
export interface MonthsQuery {
  readonly queryKey: QueryKey;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Months>;
}

/** Gives how the months of a timeline are asked for. */
export function monthsQuery(fetch: Fetch, cut: Cut): MonthsQuery {
  const { order, ...query } = cut;
  return {
    queryKey: [ROOT, 'months', cut],
    queryFn: async ({ signal }) => {
      const months = await ask(fetch, 'get', '/api/groups/timeline/buckets', { query, signal });
      return { ...months, items: inOrder(months.items, order) };
    },
  };
}

/** The months of a timeline, asked for again when an event tells of a newer state. */
export function useMonths(cut: Cut): UseQueryResult<Months> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const told = useQuery<GroupsState>({
    queryKey: liveKey('groups'),
    queryFn: skipToken,
  }).data?.version;
  const months = useQuery({
    ...monthsQuery(fetch, cut),
    placeholderData: keepPreviousData,
  });
  const isBehind = told !== undefined && months.data !== undefined && months.data.version < told;
  useEffect(() => {
    if (isBehind) void client.invalidateQueries({ queryKey: [ROOT] });
  }, [isBehind, told, client]);
  return months;
}

async function getMonth(
  fetch: Fetch,
  timeBucket: string,
  { order, ...cut }: Cut,
  signal: AbortSignal,
): Promise<readonly Card[]> {
  const query = { timeBucket, ...cut };
  const columns = await ask(fetch, 'get', '/api/groups/timeline/bucket', { query, signal });
  return inOrder(cardsOf(columns), order);
}

/** How the cards of a month are asked for. */
export interface MonthQuery {
  readonly queryKey: QueryKey;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<readonly Card[]>;
  readonly gcTime: number;
}

/** Gives how the cards of a month are asked for; far from the screen they are forgotten soon. */
export function useMonthQuery(cut: Cut): (month: string) => MonthQuery {
  const { fetch } = usePorts();
  return useCallback(
    (month) => ({
      queryKey: [...monthsOfCards, cut, month],
      queryFn: ({ signal }) => getMonth(fetch, month, cut, signal),
      gcTime: KEPT_MS,
    }),
    [fetch, cut],
  );
}
