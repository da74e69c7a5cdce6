import type { QueryClient } from '@tanstack/react-query';
import type { DuplicateGroup } from '../group';
import type { Counts } from './get-groups';

const COUNTS = { queryKey: ['duplicates', 'counts'] } as const;

type Sums = Pick<Counts, 'groups' | 'files' | 'reclaimableBytes'>;

function shifted<T extends Sums>(sums: T, groups: readonly DuplicateGroup[], sign: 1 | -1): T {
  const sum = (of: (group: DuplicateGroup) => number) =>
    sign * groups.reduce((total, group) => total + of(group), 0);
  return {
    ...sums,
    groups: Math.max(sums.groups + sum(() => 1), 0),
    files: Math.max(sums.files + sum(({ members }) => members.length), 0),
    reclaimableBytes: Math.max(sums.reclaimableBytes + sum((group) => group.reclaimableBytes), 0),
  };
}

/** Counts groups that are decided no longer, or again, before the server does. */
export function shiftCounts(
  client: QueryClient,
  groups: readonly DuplicateGroup[],
  sign: 1 | -1,
): void {
  void client.cancelQueries(COUNTS); // what is on its way was counted before
  client.setQueriesData<Counts>(COUNTS, (counts) => {
    if (counts === undefined) return counts;
    const byType = Object.entries(counts.byType).map(([type, sums]) => [
      type,
      shifted(
        sums,
        groups.filter(({ duplicateType }) => duplicateType === type),
        sign,
      ),
    ]);
    return {
      ...shifted(counts, groups, sign),
      byType: Object.fromEntries(byType) as typeof counts.byType,
    };
  });
}

/** Has the groups counted again. */
export async function countAgain(client: QueryClient): Promise<void> {
  await client.invalidateQueries(COUNTS);
}
