import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type { OptionsOut } from '@/shared/api/schema';
import { usePorts } from '@/shared/ports';
import { sessionKey } from '../session';

/** The ways in that Immich offers, and what it says to who wants in. */
export type Options = OptionsOut;

/** How one can sign in. */
export function useOptions(): UseQueryResult<Options> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: [...sessionKey, 'options'],
    queryFn: ({ signal }) => ask(fetch, 'get', '/api/session/options', { signal }),
  });
}
