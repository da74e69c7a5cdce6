import { skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type { ScanProgress } from '@/shared/api/schema';
import { liveKey } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import type { IndexStatus } from '../progress';

/** How far the services are; events keep it true. */
export function useProgress(): UseQueryResult<ScanProgress> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: liveKey('progress'),
    queryFn: ({ signal }) => ask(fetch, 'get', '/api/scan/status', { signal }),
  });
}

/** How far the index of one's own assets is, once an event has told it. */
export function useIndexStatus(): IndexStatus | undefined {
  return useQuery<IndexStatus>({ queryKey: liveKey('index'), queryFn: skipToken }).data;
}
