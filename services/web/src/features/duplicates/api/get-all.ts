import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { usePorts } from '@/shared/ports';
import type { Filters } from '../filters';
import type { DuplicateGroup } from '../group';
import { getPage, type GroupsPage } from './get-groups';

const LIMIT = 100;

/** Every group that fits the filters, read page by page; `read` tells how many there are so far. */
export function useAllGroups(
  filters: Filters,
  isWanted: boolean,
): { readonly all: UseQueryResult<readonly DuplicateGroup[]>; readonly read: number } {
  const { fetch } = usePorts();
  const [read, setRead] = useState(0);
  const all = useQuery({
    queryKey: ['all-duplicates', filters],
    queryFn: async ({ signal }) => {
      const groups: DuplicateGroup[] = [];
      let cursor: string | null = null;
      do {
        const page: GroupsPage = await getPage(fetch, filters, cursor, signal, LIMIT);
        groups.push(...page.items);
        cursor = page.nextCursor;
        setRead(groups.length);
      } while (cursor !== null);
      return groups;
    },
    enabled: isWanted,
    gcTime: 0,
  });
  return { all, read };
}
