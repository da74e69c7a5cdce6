import { QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionExpired, sessionKey, type Session } from '@/features/session/session';
import { ApiError, isUnauthorized } from '@/shared/http';

const TRIES = 3;

function isHopeless(error: Error): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

/** The cache of answers; an answer that the session has ended leads back to the sign-in screen. */
export function createQueryClient(options: { retryDelay?: number } = {}): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (!isUnauthorized(error)) return;
        client.setQueryData<Session>(sessionKey, (session) =>
          session?.status === 'signed-in' ? sessionExpired : session,
        );
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures + 1 < TRIES && !isHopeless(error),
        ...options,
      },
    },
  });
  return client;
}
