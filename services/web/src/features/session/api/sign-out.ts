import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { request } from '@/shared/api/client';
import { usePorts } from '@/shared/ports';
import { forgetOthers } from '../enter';
import { leftByChoice, sessionKey, type Session } from '../session';

/** Signs out, and forgets what was shown. */
export function useSignOut(): UseMutationResult<unknown, Error, void> {
  const { fetch, tab } = usePorts();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request(fetch, 'delete', '/api/session'),
    onSuccess: () => {
      tab.clear();
      client.setQueryData<Session>(sessionKey, leftByChoice);
      forgetOthers(client);
    },
  });
}
