import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import { isUnauthorized, type Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { sessionKey, signedOut, type Session, type User } from '../session';

async function getSession(fetch: Fetch, signal: AbortSignal): Promise<Session> {
  try {
    return { status: 'signed-in', user: await ask(fetch, 'get', '/api/session', { signal }) };
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
