import { ApiError, readJson, send, type Fetch } from './http';

/**
 * What Immich answers to a question that changes nothing.
 *
 * It calls it a bad request to ask for what there is not, or what one may not see; here that is
 * gone, as everywhere.
 */
export async function askImmich(fetch: Fetch, path: string, signal: AbortSignal): Promise<unknown> {
  const asked = send(fetch, `/api/immich${path}`, { signal });
  const answer = await asked.catch((error: unknown) => {
    throw error instanceof ApiError && error.status === 400 ? new ApiError(404) : error;
  });
  return readJson(answer);
}

/** Version 2 lists one's own by the first and what others share by the second, version 3 by either. */
const ALBUMS = ['/albums', '/albums?shared=true'];

/** All albums that a user sees, some of them twice. */
export async function askAlbums<Told>(fetch: Fetch, signal: AbortSignal): Promise<readonly Told[]> {
  const lists = await Promise.all(ALBUMS.map((path) => askImmich(fetch, path, signal)));
  return lists.flat() as Told[];
}
