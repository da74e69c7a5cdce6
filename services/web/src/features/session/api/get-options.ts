import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { sessionKey } from '../session';

/** The ways in that Immich offers, and what it says to who wants in. */
export interface Options {
  readonly passwordLogin: boolean;
  readonly oauth: boolean;
  readonly oauthButtonText: string;
  readonly oauthAutoLaunch: boolean;
  readonly loginPageMessage: string;
}

/** How one can sign in. */
export function useOptions(): UseQueryResult<Options> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: [...sessionKey, 'options'],
    queryFn: async ({ signal }) =>
      (await readJson(await send(fetch, '/api/session/options', { signal }))) as Options,
  });
}
