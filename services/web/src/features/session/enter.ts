import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { sessionKey, signedIn, type Session, type User } from './session';

const isOfUser = { predicate: (query: { queryKey: readonly unknown[] }) => !isOurs(query) };

function isOurs(query: { queryKey: readonly unknown[] }): boolean {
  return query.queryKey[0] === sessionKey[0];
}

/** Drops all that was fetched for a user, so that the next one never sees it. */
export function forgetOthers(client: QueryClient): void {
  client.removeQueries(isOfUser);
}

/**
 * Lets a user in. Who comes back after their session has ended finds the screen as they left it,
 * asked for again; somebody else starts afresh.
 */
export function useEnter(): (user: User) => void {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return useCallback(
    (user) => {
      const before = client.getQueryData<Session>(sessionKey);
      const isBack = before?.status === 'expired' && before.user.userId === user.userId;
      if (before?.status === 'expired' && !isBack) navigate('/', { replace: true });
      if (!isBack) forgetOthers(client);
      client.setQueryData(sessionKey, signedIn(user));
      if (isBack) void client.invalidateQueries(isOfUser);
    },
    [client, navigate],
  );
}
