import type { QueryClient } from '@tanstack/react-query';
import { sessionKey } from './session';

/** Drops all that was fetched for a user, so that the next one never sees it. */
export function forgetOthers(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
}
