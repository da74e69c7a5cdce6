import {
  keepPreviousData,
  skipToken,
  useQuery,
  useQueryClient,
  type QueryClient,
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
/** How long what just came is not asked for again; what changes meanwhile is told by an event. */
const FRESH_MS = 10_000;

/** The key of all months of cards, for whoever changes cards before the server has. */
export const monthsOfCards: QueryKey = [ROOT, 'month'];

interface Context {
  readonly client: QueryClient;
  readonly signal: AbortSignal;
}

/** How the months of a timeline are asked for. */
export interface MonthsQuery {
  readonly queryKey: QueryKey;
  readonly queryFn: (context: Context) => Promise<Months>;
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

/** Whether a cut is the whole library, as the page begins. */
const isWhole = ({ filter, albumId, personId, order }: Cut): boolean =>
  filter.length === 0 && albumId === null && personId === null && order === 'desc';

/** The months of the whole library; for the first time with the cards of the newest of them. */
function wholeQuery(fetch: Fetch, cut: Cut): MonthsQuery {
  const { queryKey, queryFn } = monthsQuery(fetch, cut);
  return {
    queryKey,
    queryFn: async (context) => {
      const { client, signal } = context;
      if (client.getQueryData(queryKey) !== undefined) return queryFn(context);
      const asked = { query: { newest: true }, signal };
      const months = await ask(fetch, 'get', '/api/groups/timeline/buckets', asked);
      if (months.newest !== null) {
        const month = String(months.items[0]?.timeBucket);
        client.setQueryData(monthKey(cut, month), cardsOf(months.newest));
      }
      return months;
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
    ...(isWhole(cut) ? wholeQuery(fetch, cut) : monthsQuery(fetch, cut)),
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
  readonly staleTime: number;
}

const monthKey = (cut: Cut, month: string): QueryKey => [...monthsOfCards, cut, month];

/** Gives how the cards of a month are asked for; far from the screen they are forgotten soon. */
export function useMonthQuery(cut: Cut): (month: string) => MonthQuery {
  const { fetch } = usePorts();
  return useCallback(
    (month) => ({
      queryKey: monthKey(cut, month),
      queryFn: ({ signal }) => getMonth(fetch, month, cut, signal),
      gcTime: KEPT_MS,
      staleTime: FRESH_MS,
    }),
    [fetch, cut],
  );
}
