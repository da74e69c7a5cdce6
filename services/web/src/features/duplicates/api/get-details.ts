import { noop, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { readJson, send, type Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import type { Details } from '../facts';
import type { Copy } from '../group';

const nothing: Details = {};

const query = (fetch: Fetch, assetId: string) => ({
  queryKey: ['asset-details', assetId],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
    const answer = await send(fetch, `/api/immich/assets/${assetId}`, { signal });
    return ((await readJson(answer)) as { exifInfo?: Details }).exifInfo ?? nothing;
  },
  staleTime: Infinity,
});

/** Has what Immich has read of a file asked for before it is shown. */
export function useDetailsAhead(): (assetId: string) => void {
  const { fetch } = usePorts();
  const client = useQueryClient();
  return useCallback(
    (assetId) => {
      client.query(query(fetch, assetId)).catch(noop); // asked again when it is shown
    },
    [client, fetch],
  );
}

/** What Immich has read of each file; nothing of a file until it is known. */
export function useDetails(copies: readonly Copy[]): readonly Details[] {
  const { fetch } = usePorts();
  return useQueries({
    queries: copies.map(({ assetId }) => query(fetch, assetId)),
    combine: (results) => results.map(({ data }) => data ?? nothing),
  });
}
