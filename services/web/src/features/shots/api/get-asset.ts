import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { oneAsset } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';

/** What the viewer reads of an Immich asset, and the group that the gateway adds to it. */
export interface Asset {
  readonly id: string;
  readonly type: string;
  readonly originalFileName: string;
  /** Where it lies on the server. */
  readonly originalPath?: string;
  readonly localDateTime: string;
  readonly thumbhash: string | null;
  readonly groupId?: string | null;
  readonly exifInfo?: Exif | null;
}

/** What Immich has read of a file, as far as it has. */
export interface Exif {
  readonly fileSizeInByte?: number | null;
  readonly exifImageWidth?: number | null;
  readonly exifImageHeight?: number | null;
  readonly make?: string | null;
  readonly model?: string | null;
  readonly lensModel?: string | null;
  readonly fNumber?: number | null;
  readonly exposureTime?: string | null;
  readonly iso?: number | null;
  readonly focalLength?: number | null;
  readonly city?: string | null;
  readonly country?: string | null;
  readonly description?: string | null;
}

/** One asset. */
export function useAsset(id: string): UseQueryResult<Asset> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: [...oneAsset, id],
    queryFn: async ({ signal }) =>
      (await readJson(await send(fetch, `/api/immich/assets/${id}`, { signal }))) as Asset,
  });
}
