import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/shared/http';

const TRIES = 3;

function isHopeless(error: Error): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

/** The cache of answers; what may work the next time is asked for again. */
export function createQueryClient(options: { retryDelay?: number } = {}): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures + 1 < TRIES && !isHopeless(error),
        ...options,
      },
    },
  });
}
