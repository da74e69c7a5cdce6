import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { forgetOthers } from '../forget-others';
import { sessionKey, type Session, type User } from '../session';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs in with a password; a wrong one is an ApiError of status 401. */
export function useSignIn(): UseMutationResult<Session, Error, Credentials> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Credentials): Promise<Session> => {
      const response = await send(fetch, '/api/session', { method: 'POST', body });
      return { status: 'signed-in', user: (await readJson(response)) as User };
    },
    onSuccess: (session) => {
      forgetOthers(client);
      client.setQueryData<Session>(sessionKey, session);
    },
  });
}
