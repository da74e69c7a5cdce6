import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ended, sessionKey, type Session } from '@/features/session/session';
import { ApiError, isUnauthorized } from '@/shared/http';

const TRIES = 3;

function isHopeless(error: Error): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

/** The cache of answers; an answer that the session has ended asks to sign in again. */
export function createQueryClient(options: { retryDelay?: number } = {}): QueryClient {
  const onError = (error: Error) => {
    if (isUnauthorized(error)) client.setQueryData<Session>(sessionKey, ended);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures + 1 < TRIES && !isHopeless(error),
        ...options,
      },
    },
  });
  return client;
}
