import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { isUnauthorized, readJson, send, type Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { sessionKey, signedOut, type Session, type User } from '../session';

async function getSession(fetch: Fetch, signal: AbortSignal): Promise<Session> {
  try {
    const response = await send(fetch, '/api/session', { signal });
    return { status: 'signed-in', user: (await readJson(response)) as User };
  } catch (error) {
    if (isUnauthorized(error)) return signedOut;
    throw error;
  }
}

/** The session of this browser. */
export function useSession(): UseQueryResult<Session> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => getSession(fetch, signal),
    staleTime: Infinity,
  });
}
