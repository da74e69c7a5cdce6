import { useQueries } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import type { Details } from '../facts';
import type { Copy } from '../group';

const nothing: Details = {};

/** What Immich has read of each file; nothing of a file until it is known. */
export function useDetails(copies: readonly Copy[]): readonly Details[] {
  const { fetch } = usePorts();
  return useQueries({
    queries: copies.map(({ assetId }) => ({
      queryKey: ['asset-details', assetId],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const answer = await send(fetch, `/api/immich/assets/${assetId}`, { signal });
        return ((await readJson(answer)) as { exifInfo?: Details }).exifInfo ?? nothing;
      },
      staleTime: Infinity,
    })),
    combine: (results) => results.map(({ data }) => data ?? nothing),
  });
}
