import type { Fetch } from '@/shared/http';

const UNAUTHORIZED = 401;
const WAYS_IN = '/api/session';

/** A fetch that tells when an answer says that nobody is signed in, whoever asked. */
export function watchful(fetch: Fetch, onEnd: () => void): Fetch {
  return async (path, init) => {
    const response = await fetch(path, init);
    if (response.status === UNAUTHORIZED && !path.startsWith(WAYS_IN)) onEnd();
    return response;
  };
}
