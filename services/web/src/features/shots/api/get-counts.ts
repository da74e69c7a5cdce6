import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useGroupCounts } from '@/shared/api/group-counts';
import type { Months } from '@/shared/api/schema';
import { usePorts } from '@/shared/ports';
import { FILTERS, type Counts, type Cut, type Filter } from '../filters';
import { monthsQuery } from './get-timeline';

/** How many cards of the whole library each filter shows; empty while nobody knows. */
export function useFilterCounts(): Counts {
  return useGroupCounts().data?.filters ?? {};
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
