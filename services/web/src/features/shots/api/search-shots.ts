import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import type { Card } from '../card';

/** Why a version was found, and the text that says so. */
export interface Match {
  readonly assetId: string;
  readonly why: string;
  readonly text: string;
}

export interface FoundCard extends Card {
  readonly matched: readonly Match[];
}

/** A page of what was found. */
export interface Found {
  readonly items: readonly FoundCard[];
  readonly nextCursor: string | null;
  /** What of Immich's own search gave no answer in time. */
  readonly missing: readonly string[];
}

/** The shots of which any version, or what Immich knows of it, matches some words. */
export function useSearch(words: string): UseInfiniteQueryResult<InfiniteData<Found>> {
  const { fetch } = usePorts();
  return useInfiniteQuery({
    queryKey: ['shots', 'search', words],
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({ q: words, limit: '50' });
      if (pageParam !== '') query.set('cursor', pageParam);
      return (await readJson(await send(fetch, `/api/search?${query}`, { signal }))) as Found;
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
