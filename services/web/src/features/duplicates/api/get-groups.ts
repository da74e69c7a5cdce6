import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type QueryClient,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type * as Told from '@/shared/api/schema';
import type { Fetch } from '@/shared/http';
import { liveKey } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { levelOf, type Filters } from '../filters';
import type { DuplicateGroup } from '../group';

/** A page of groups; `version` rises with every change of what the person sees. */
export type GroupsPage = Pick<Told.DuplicateGroups, 'nextCursor' | 'version'> & {
  readonly items: readonly DuplicateGroup[];
};

/** How many groups there are, and what they take up. */
export type Counts = Omit<Told.DuplicateCounts, 'byLevel' | 'version'>;

const PAGE = 40;

/** The first word of the keys of all lists. */
export const LISTS = 'duplicate-lists';

/** All groups that were read so far. */
export interface Groups {
  readonly groups: readonly DuplicateGroup[];
  readonly pages: number;
  readonly version: number;
}

/** What was read of a list, page by page. */
export type Lists = InfiniteData<GroupsPage, string | null>;

function joined({ pages }: Lists): Groups {
  return {
    groups: pages.flatMap((page) => page.items),
    pages: pages.length,
    version: Math.min(...pages.map((page) => page.version)),
  };
}

/** One page of groups. */
export async function getPage(
  fetch: Fetch,
  filters: Filters,
  cursor: string | null,
  signal: AbortSignal,
  limit = PAGE,
): Promise<GroupsPage> {
  const query = { ...filters, level: levelOf(filters), limit, cursor };
  return (await ask(fetch, 'get', '/api/duplicates', { query, signal })) as GroupsPage;
}

/**
 * The groups in their order, page by page. They stay as they were read, so that nothing moves
 * under one's hands: `useNews` tells when there are others by now.
 */
export function useGroups(filters: Filters): UseInfiniteQueryResult<Groups> {
  const { fetch } = usePorts();
  return useInfiniteQuery({
    queryKey: [LISTS, filters],
    queryFn: ({ pageParam, signal }) => getPage(fetch, filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: joined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** The newest word of how often the groups have changed, where an event told it. */
export function useVersion(): number | undefined {
  return useQuery<Told.GroupsState>({ queryKey: liveKey('groups'), queryFn: skipToken }).data
    ?.version;
}

/** How many groups there are, and what they take up. */
export function useCounts(filters: Filters): UseQueryResult<Counts> {
  const { fetch } = usePorts();
  const query = { level: levelOf(filters), prefix: filters.prefix };
  return useQuery({
    queryKey: ['duplicates', 'counts', query],
    queryFn: ({ signal }) => ask(fetch, 'get', '/api/duplicates/counts', { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** How many groups fit the filters; 0 before it is known. */
export function totalOf(counts: Counts | undefined, { type }: Filters): number {
  return (type === '' ? counts : counts?.byType[type])?.groups ?? 0;
}

/** Has all lists read anew from their beginning. */
export async function forgetLists(client: QueryClient): Promise<void> {
  await client.resetQueries({ queryKey: [LISTS] });
}
