import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type * as Told from '@/shared/api/schema';
import { usePorts } from '@/shared/ports';
import type { Card } from '../card';

/** Why a version was found, and the text that says so. */
export type Match = Told.Match;

export type FoundCard = Card & Pick<Told.FoundCard, 'matched'>;

/** A page of what was found. */
export type Found = Pick<Told.Found, 'nextCursor' | 'missing'> & {
  readonly items: readonly FoundCard[];
};

/** The shots of which any version, or what Immich knows of it, matches some words. */
export function useSearch(words: string): UseInfiniteQueryResult<InfiniteData<Found>> {
  const { fetch } = usePorts();
  return useInfiniteQuery({
    queryKey: ['shots', 'search', words],
    queryFn: ({ pageParam, signal }) => {
      const query = { q: words, limit: 50, cursor: pageParam };
      return ask(fetch, 'get', '/api/search', { query, signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
