import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { askAlbums, askImmich } from '@/shared/immich';
import { usePorts } from '@/shared/ports';
import { albumOf, albumsOf, type Album, type ToldAlbum } from '../album';

const listOf = (userId: string) => ['albums', userId] as const;

/** All albums that a user sees. */
export function useAlbums(userId: string): UseQueryResult<Album[]> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: listOf(userId),
    queryFn: async ({ signal }) => albumsOf(await askAlbums<ToldAlbum>(fetch, signal), userId),
  });
}

/** One album, without its photos; what the list told of it is shown at once. */
export function useAlbum(albumId: string, userId: string): UseQueryResult<Album> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  return useQuery<Album>({
    queryKey: [...listOf(userId), albumId],
    placeholderData: () =>
      client.getQueryData<Album[]>(listOf(userId))?.find(({ id }) => id === albumId),
    queryFn: async ({ signal }) => {
      const told = await askImmich(fetch, `/albums/${albumId}?withoutAssets=true`, signal);
      return albumOf(told as ToldAlbum, userId);
    },
  });
}
