import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from '@/shared/api/client';
import { isUnauthorized, readJson, type Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { sessionKey, signedOut, type Session, type User } from '../session';

const NOBODY = 204;

async function getSession(fetch: Fetch, signal: AbortSignal): Promise<Session> {
  try {
    const asked = { query: { orNobody: true }, signal };
    const response = await request(fetch, 'get', '/api/session', asked);
    if (response.status === NOBODY) return signedOut;
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

/** Who has signed in elsewhere, in another tab, looked for whenever one comes back to this one. */
export function useSignedInElsewhere(): User | undefined {
  const { fetch } = usePorts();
  const { data } = useQuery({
    queryKey: [...sessionKey, 'elsewhere'],
    queryFn: ({ signal }) => getSession(fetch, signal),
    initialData: signedOut,
    gcTime: 0,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: 'always',
    retry: false,
  });
  return data.status === 'signed-in' ? data.user : undefined;
}
