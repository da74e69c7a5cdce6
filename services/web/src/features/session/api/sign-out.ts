import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { forgetOthers } from '../enter';
import { leftByChoice, sessionKey, type Session } from '../session';

/** Signs out, and forgets what was shown. */
export function useSignOut(): UseMutationResult<unknown, Error, void> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send(fetch, '/api/session', { method: 'DELETE' }),
    onSuccess: () => {
      client.setQueryData<Session>(sessionKey, leftByChoice);
      forgetOthers(client);
    },
  });
}
