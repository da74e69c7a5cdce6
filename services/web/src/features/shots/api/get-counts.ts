import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type { Months } from '@/shared/api/schema';
import { usePorts } from '@/shared/ports';
import { FILTERS, type Counts, type Cut, type Filter } from '../filters';
import { monthsQuery } from './get-timeline';

/** How many cards of the whole library each filter shows; empty while nobody knows. */
export function useFilterCounts(): Counts {
  const { fetch } = usePorts();
  const query = useQuery({
    queryKey: ['groups', 'counts'],
    queryFn: ({ signal }) => ask(fetch, 'get', '/api/groups/counts', { signal }),
  });
  return query.data?.filters ?? {};
}

const together = (answers: readonly UseQueryResult<readonly [Filter, number]>[]): Counts =>
  Object.fromEntries(answers.flatMap(({ data }) => (data === undefined ? [] : [data])));

/** How many cards of a part of the library each filter shows by itself, as far as it is known. */
export function useCountsOf(cut: Cut): Counts {
  const { fetch } = usePorts();
  return useQueries({
    queries: FILTERS.map((filter) => ({
      ...monthsQuery(fetch, { ...cut, filter: [filter] }),
      select: ({ items }: Months) =>
        [filter, items.reduce((sum, { count }) => sum + count, 0)] as const,
    })),
    combine: together,
  });
}
