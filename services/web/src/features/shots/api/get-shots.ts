import {
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { readJson, send, type Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import type { Asset } from '../asset';

/** One page of Immich's search, newest first. */
export interface AssetPage {
  readonly assets: readonly Asset[];
  readonly next: number | null;
  /** Whether the gateway had to answer without all group fields. */
  readonly partial: boolean;
}

const PAGE_SIZE = 250;
const POLL_MS = 3000;

interface SearchAnswer {
  readonly assets: { readonly items: readonly Asset[]; readonly nextPage: string | null };
}

async function getAssetPage(fetch: Fetch, page: number, signal: AbortSignal): Promise<AssetPage> {
  const response = await send(fetch, '/api/immich/search/metadata', {
    method: 'POST',
    body: { page, size: PAGE_SIZE, order: 'desc' },
    signal,
  });
  const { items, nextPage } = ((await readJson(response)) as SearchAnswer).assets;
  const enrichment = response.headers.get('X-Twinlens-Enrichment');
  return {
    assets: items,
    next: nextPage === null ? null : Number(nextPage),
    partial: enrichment?.startsWith('partial') === true,
  };
}

/** Every 3 seconds, and with many pages open no more than one page a second. */
export function pollInterval(pages: number): number {
  return Math.max(POLL_MS, pages * 1000);
}

/** All photos, page after page, looked at again and again while the page is visible. */
export function useAssetPages(): UseInfiniteQueryResult<InfiniteData<AssetPage>> {
  const { fetch } = usePorts();
  return useInfiniteQuery({
    queryKey: ['shots'],
    queryFn: ({ pageParam, signal }) => getAssetPage(fetch, pageParam, signal),
    initialPageParam: 1,
    getNextPageParam: (page) => page.next,
    refetchInterval: (query) => pollInterval(query.state.data?.pages.length ?? 1),
  });
}
