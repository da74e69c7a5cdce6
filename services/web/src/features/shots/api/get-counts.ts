import { useQuery } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import { usePorts } from '@/shared/ports';
import type { Counts } from '../filters';

/** How many cards each filter of the timeline shows; empty while nobody knows. */
export function useFilterCounts(): Counts {
  const { fetch } = usePorts();
  const query = useQuery({
    queryKey: ['groups', 'counts'],
    queryFn: async ({ signal }) => {
      const counts = await ask(fetch, 'get', '/api/groups/counts', { signal });
      return counts.filters;
    },
  });
  return query.data ?? {};
}
