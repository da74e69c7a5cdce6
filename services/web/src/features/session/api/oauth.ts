import { useMutation, useQuery, type UseMutationResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '@/shared/api/client';
import { usePorts } from '@/shared/ports';
import { useEnter } from '../enter';
import { rememberReturn } from '../return-path';
import { sessionKey } from '../session';

/** Leaves for the identity provider, in this tab or, so that this page stays, in a new one. */
export function useOauthStart(tab: 'here' | 'new'): UseMutationResult<unknown, Error, void> {
  const { fetch, leave, store } = usePorts();
  return useMutation({
    mutationFn: async () => {
      const { url } = await ask(fetch, 'post', '/api/session/oauth/start');
      rememberReturn(store, window.location.pathname + window.location.search);
      leave(url, tab);
    },
  });
}

/** Ends a sign-in with the address that the browser came back to; sent once, whatever renders. */
export function useOauthFinish(url: string): Error | null {
  const { fetch } = usePorts();
  const enter = useEnter();
  const finish = useQuery({
    queryKey: [...sessionKey, 'finish', url],
    queryFn: () => ask(fetch, 'post', '/api/session/oauth/finish', { body: { url } }),
    retry: false,
    staleTime: Infinity,
  });
  const user = finish.data;
  useEffect(() => {
    if (user !== undefined) enter(user);
  }, [enter, user]);
  return finish.error;
}
