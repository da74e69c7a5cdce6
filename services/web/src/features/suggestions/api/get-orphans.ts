import {
  useInfiniteQuery,
  type InfiniteData,
  type QueryClient,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type { Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { without, type Orphan } from '../orphan';

interface OrphanPage {
  readonly items: readonly Orphan[];
  readonly nextCursor: string | null;
}

type Pages = InfiniteData<OrphanPage, string | null>;

const KEY = ['suggestions', 'orphans'];

async function getPage(
  fetch: Fetch,
  cursor: string | null,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<OrphanPage> {
  const query = { limit, cursor };
  return ask(fetch, 'get', '/api/suggestions/orphan-raws', { query, signal });
}

/** RAWs that stand alone and have candidates, page by page. */
export function useOrphans(): UseInfiniteQueryResult<readonly Orphan[]> {
  const { fetch } = usePorts();
  return useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) => getPage(fetch, pageParam, 20, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
}

/** All of them at once. */
export async function getAllOrphans(fetch: Fetch): Promise<readonly Orphan[]> {
  const found: Orphan[] = [];
  let cursor: string | null = null;
  do {
    const page: OrphanPage = await getPage(fetch, cursor, 100, undefined);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** Takes a suggestion off the list before the server has answered; the answer puts it back. */
export async function dropSuggestion(
  client: QueryClient,
  suggestionId: string,
  verdict: 'accept' | 'reject',
): Promise<() => Promise<void>> {
  await client.cancelQueries({ queryKey: KEY });
  const before = client.getQueryData<Pages>(KEY);
  client.setQueryData<Pages>(
    KEY,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: without(page.items, suggestionId, verdict),
        })),
      },
  );
  return async () => {
    client.setQueryData(KEY, before);
    await client.invalidateQueries({ queryKey: KEY });
  };
}
