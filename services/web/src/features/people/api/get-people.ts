import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Fetch } from '@/shared/http';
import { askImmich } from '@/shared/immich';
import { usePorts } from '@/shared/ports';
import type { PeoplePage, Person } from '../person';

const SIZE = '200';

async function getPage(
  fetch: Fetch,
  words: string,
  page: number,
  signal: AbortSignal,
): Promise<PeoplePage> {
  if (words !== '') {
    const query = new URLSearchParams({ name: words });
    const people = (await askImmich(fetch, `/search/person?${query}`, signal)) as Person[];
    return { people: people.filter(({ isHidden }) => !isHidden) };
  }
  const query = new URLSearchParams({ page: `${page}`, size: SIZE, withHidden: 'false' });
  return (await askImmich(fetch, `/people?${query}`, signal)) as PeoplePage;
}

/** The people who are not hidden, page by page; with words those whose names have them. */
export function usePeople(words: string): UseInfiniteQueryResult<InfiniteData<PeoplePage>> {
  const { fetch } = usePorts();
  return useInfiniteQuery({
    queryKey: ['people', 'list', words],
    queryFn: ({ pageParam, signal }) => getPage(fetch, words, pageParam, signal),
    initialPageParam: 1,
    getNextPageParam: ({ hasNextPage }, _, page) => (hasNextPage === true ? page + 1 : null),
    placeholderData: keepPreviousData,
  });
}

/** Whether Immich looks for faces, and the user wants to see them. */
export type Switch = 'on' | 'server' | 'user';

interface Features {
  readonly facialRecognition: boolean;
}

interface Account {
  readonly people: { readonly enabled: boolean };
}

/** Why there are no people, if somebody has switched them off. */
export function useSwitch(): UseQueryResult<Switch> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['people', 'switch'],
    queryFn: async ({ signal }): Promise<Switch> => {
      const [features, account] = await Promise.all([
        askImmich(fetch, '/server/features', signal) as Promise<Features>,
        askImmich(fetch, '/users/me/preferences', signal) as Promise<Account>,
      ]);
      if (!account.people.enabled) return 'user';
      return features.facialRecognition ? 'on' : 'server';
    },
  });
}

/** One person. */
export function usePerson(personId: string): UseQueryResult<Person> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['people', 'one', personId],
    queryFn: async ({ signal }) =>
      (await askImmich(fetch, `/people/${personId}`, signal)) as Person,
  });
}

/** How many photos show a person; undefined while nobody knows. */
export function usePhotoCount(personId: string): number | undefined {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['people', 'count', personId],
    queryFn: async ({ signal }) => {
      const told = await askImmich(fetch, `/people/${personId}/statistics`, signal);
      return (told as { readonly assets: number }).assets;
    },
  }).data;
}
