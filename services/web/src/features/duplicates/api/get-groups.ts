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
import { readJson, send, type Fetch } from '@/shared/http';
import { liveKey } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { countsPath, listPath, type Filters } from '../filters';
import type { DuplicateGroup } from '../group';

export interface GroupsPage {
  readonly items: readonly DuplicateGroup[];
  readonly nextCursor: string | null;
  /** Rises with every change of what the person sees. */
  readonly version: number;
}

interface Sum {
  readonly groups: number;
  readonly files: number;
  readonly reclaimableBytes: number;
}

export interface Counts extends Sum {
  readonly level: string;
  readonly byType: Readonly<Partial<Record<string, Sum>>>;
}

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
async function getPage(fetch: Fetch, path: string, signal: AbortSignal): Promise<GroupsPage> {
  return (await readJson(await send(fetch, path, { signal }))) as GroupsPage;
}

/**
 * The groups in their order, page by page. They stay as they were read, so that nothing moves
 * under one's hands: `useNews` tells when there are others by now.
 */
export function useGroups(filters: Filters): UseInfiniteQueryResult<Groups> {
  const { fetch } = usePorts();
  return useInfiniteQuery({
    queryKey: [LISTS, filters],
    queryFn: ({ pageParam, signal }) => getPage(fetch, listPath(filters, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: joined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** The newest word of how often the groups have changed, where an event told it. */
export function useVersion(): number | undefined {
  return useQuery<{ version: number }>({ queryKey: liveKey('groups'), queryFn: skipToken }).data
    ?.version;
}

/** How many groups there are, and what they take up. */
export function useCounts(filters: Filters): UseQueryResult<Counts> {
  const { fetch } = usePorts();
  const path = countsPath(filters);
  return useQuery({
    queryKey: ['duplicates', 'counts', path],
    queryFn: async ({ signal }) => (await readJson(await send(fetch, path, { signal }))) as Counts,
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
