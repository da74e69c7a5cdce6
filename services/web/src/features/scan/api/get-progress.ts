import { skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { liveKey } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import type { IndexStatus, Progress } from '../progress';

/** How far the services are; events keep it true. */
export function useProgress(): UseQueryResult<Progress> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: liveKey('progress'),
    queryFn: async ({ signal }) =>
      (await readJson(await send(fetch, '/api/scan/status', { signal }))) as Progress,
  });
}

/** How far the index of one's own assets is, once an event has told it. */
export function useIndexStatus(): IndexStatus | undefined {
  return useQuery<IndexStatus>({ queryKey: liveKey('index'), queryFn: skipToken }).data;
}
