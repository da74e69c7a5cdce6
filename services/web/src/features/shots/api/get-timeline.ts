import {
  keepPreviousData,
  skipToken,
  useQuery,
  useQueryClient,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { GroupsState, Months } from '@/shared/api/schema';
import { readJson, send, type Fetch } from '@/shared/http';
import { liveKey } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { cardsOf, type Card, type Columns } from '../card';

const ROOT = 'timeline';
const KEPT_MS = 120_000;

/** The key of all months of cards, for whoever changes cards before the server has. */
export const monthsOfCards: QueryKey = [ROOT, 'month'];

/** The months of a timeline, asked for again when an event tells of a newer state. */
export function useMonths(query: string): UseQueryResult<Months> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const told = useQuery<GroupsState>({
    queryKey: liveKey('groups'),
    queryFn: skipToken,
  }).data?.version;
  const months = useQuery({
    queryKey: [ROOT, 'months', query],
    queryFn: async ({ signal }) => {
      const path = `/api/groups/timeline/buckets${query === '' ? '' : `?${query}`}`;
      return (await readJson(await send(fetch, path, { signal }))) as Months;
    },
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
  month: string,
  query: string,
  signal: AbortSignal,
): Promise<Card[]> {
  const asked = `timeBucket=${month}${query === '' ? '' : `&${query}`}`;
  const answer = await send(fetch, `/api/groups/timeline/bucket?${asked}`, { signal });
  return cardsOf((await readJson(answer)) as Columns);
}

/** How the cards of a month are asked for. */
export interface MonthQuery {
  readonly queryKey: QueryKey;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Card[]>;
  readonly gcTime: number;
}

/** Gives how the cards of a month are asked for; far from the screen they are forgotten soon. */
export function useMonthQuery(query: string): (month: string) => MonthQuery {
  const { fetch } = usePorts();
  return useCallback(
    (month) => ({
      queryKey: [...monthsOfCards, query, month],
      queryFn: ({ signal }) => getMonth(fetch, month, query, signal),
      gcTime: KEPT_MS,
    }),
    [fetch, query],
  );
}
