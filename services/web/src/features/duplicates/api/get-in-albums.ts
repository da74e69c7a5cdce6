import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Fetch } from '@/shared/http';
import { askAlbums, askImmich } from '@/shared/immich';
import { usePorts } from '@/shared/ports';

/** The assets of an album, by its own timeline: the only list of ids alone that Immich has. */
async function assetsOf(fetch: Fetch, albumId: string, signal: AbortSignal): Promise<string[]> {
  const ask = (what: string, more = '') =>
    askImmich(fetch, `/timeline/${what}?albumId=${albumId}${more}`, signal);
  const months = (await ask('buckets')) as readonly { readonly timeBucket: string }[];
  const columns = await Promise.all(
    months.map(({ timeBucket }) => ask('bucket', `&timeBucket=${encodeURIComponent(timeBucket)}`)),
  );
  return columns.flatMap((told) => (told as { readonly id: readonly string[] }).id);
}

/** The assets that are in any album that the person sees. */
export function useInAlbums(isWanted: boolean): UseQueryResult<ReadonlySet<string>> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['in-albums'],
    queryFn: async ({ signal }): Promise<ReadonlySet<string>> => {
      const found = new Set<string>();
      for (const { id } of await askAlbums<{ readonly id: string }>(fetch, signal)) {
        for (const asset of await assetsOf(fetch, id, signal)) found.add(asset);
      }
      return found;
    },
    enabled: isWanted,
    staleTime: 30_000,
    structuralSharing: false,
  });
}
