import { useQuery } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import type { Counts } from '../filters';

/** How many cards each filter of the timeline shows; empty while nobody knows. */
export function useFilterCounts(): Counts {
  const { fetch } = usePorts();
  const query = useQuery({
    queryKey: ['groups', 'counts'],
    queryFn: async ({ signal }) => {
      const answer = await send(fetch, '/api/groups/counts', { signal });
      return ((await readJson(answer)) as { readonly filters: Counts }).filters;
    },
  });
  return query.data ?? {};
}
