import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { askImmich } from '@/shared/immich';
import { usePorts } from '@/shared/ports';
import { albumOf, albumsOf, type Album, type ToldAlbum } from '../album';

/** Version 2 lists one's own by the first and what others share by the second, version 3 by either. */
const LISTS = ['/albums', '/albums?shared=true'];

/** All albums that a user sees. */
export function useAlbums(userId: string): UseQueryResult<Album[]> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['albums', userId],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(LISTS.map((path) => askImmich(fetch, path, signal)));
      return albumsOf(lists.flat() as ToldAlbum[], userId);
    },
  });
}

/** One album, without its photos. */
export function useAlbum(albumId: string, userId: string): UseQueryResult<Album> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['albums', userId, albumId],
    queryFn: async ({ signal }) => {
      const told = await askImmich(fetch, `/albums/${albumId}?withoutAssets=true`, signal);
      return albumOf(told as ToldAlbum, userId);
    },
  });
}
