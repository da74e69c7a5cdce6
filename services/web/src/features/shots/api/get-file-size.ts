import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { readJson, send, type Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';

async function getFileSize(fetch: Fetch, id: string, signal: AbortSignal): Promise<number | null> {
  const response = await send(fetch, `/api/immich/assets/${id}`, { signal });
  const asset = (await readJson(response)) as {
    readonly exifInfo?: { readonly fileSizeInByte?: number | null };
  };
  return asset.exifInfo?.fileSizeInByte ?? null;
}

/** The size in bytes of an asset's file; null where Immich has not read it yet. */
export function useFileSize(id: string): UseQueryResult<number | null> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['file-size', id],
    queryFn: ({ signal }) => getFileSize(fetch, id, signal),
    staleTime: 60_000,
  });
}
