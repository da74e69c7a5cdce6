import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { usePorts } from '@/shared/ports';
import { ask } from './client';
import type { VersionCounts } from './schema';

/** How many groups and lone files the whole library has, and how many cards each filter shows. */
export function useGroupCounts(): UseQueryResult<VersionCounts> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: ['groups', 'counts'],
    queryFn: ({ signal }) => ask(fetch, 'get', '/api/groups/counts', { signal }),
  });
}
