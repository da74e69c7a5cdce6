import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from '@/shared/api/client';
import type { Health } from '@/shared/api/schema';
import { ApiError, readJson } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import type { Report } from '../report';

const POLL_MS = 10_000;

/** How every part is, looked at again every ten seconds. */
export function useReport(): UseQueryResult<Report> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['system'],
    queryFn: async ({ signal }) => {
      const answer = await request(fetch, 'get', '/api/health', { signal, accept: [503] });
      const report = (await readJson(answer)) as Health;
      // Who cannot be identified, because Immich is away, is told no more than everybody.
      if (report.components === undefined) throw new ApiError(answer.ok ? 403 : 502);
      return report as Report;
    },
    refetchInterval: POLL_MS,
  });
}
