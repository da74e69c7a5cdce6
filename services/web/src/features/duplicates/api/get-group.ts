import { useQuery, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { ask, request } from '@/shared/api/client';
import { readJson, type Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { levelOf, type Filters } from '../filters';
import type { DuplicateGroup } from '../group';
import { LISTS, type GroupsPage, type Lists } from './get-groups';

const ONE = ['duplicates', 'one'] as const;

const one = (groupId: string, filters: Filters) => ({
  path: { group_id: groupId },
  query: { level: levelOf(filters) },
});

/** One group; what a list already told of it is shown at once. */
export function useGroup(
  groupId: string,
  filters: Filters,
  told: DuplicateGroup | undefined,
): UseQueryResult<DuplicateGroup> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: [...ONE, groupId, filters.level],
    queryFn: async ({ signal }) => {
      const asked = { ...one(groupId, filters), signal };
      return (await ask(fetch, 'get', '/api/duplicates/{group_id}', asked)) as DuplicateGroup;
    },
    ...(told === undefined ? {} : { initialData: told }),
    staleTime: 30_000,
  });
}

/** Asks for a group again, puts it into all lists as it is now, and tells whether it is there. */
export async function refreshGroup(
  client: QueryClient,
  fetch: Fetch,
  groupId: string,
  filters: Filters,
): Promise<boolean> {
  const asked = { ...one(groupId, filters), accept: [404] };
  const answer = await request(fetch, 'get', '/api/duplicates/{group_id}', asked);
  const group = answer.ok ? ((await readJson(answer)) as DuplicateGroup) : undefined;
  if (group !== undefined) client.setQueryData([...ONE, groupId, filters.level], group);
  const known = client.getQueriesData<Lists>({ queryKey: [LISTS] });
  const isListed = known.every(([, lists]) => holds(lists, groupId));
  if (group !== undefined && !isListed) void client.invalidateQueries({ queryKey: [LISTS] });
  client.setQueriesData<Lists>({ queryKey: [LISTS] }, (lists) =>
    lists === undefined
      ? lists
      : { ...lists, pages: lists.pages.map((page) => swapped(page, groupId, group)) },
  );
  return group !== undefined;
}

/** Whether a list has a group, or is not read yet. */
function holds(lists: Lists | undefined, groupId: string): boolean {
  return lists?.pages.some((page) => page.items.some((item) => item.groupId === groupId)) ?? true;
}

function swapped(page: GroupsPage, groupId: string, group: DuplicateGroup | undefined): GroupsPage {
  const items = page.items.flatMap((item) => {
    if (item.groupId !== groupId) return [item];
    return group === undefined ? [] : [group];
  });
  return { ...page, items };
}
