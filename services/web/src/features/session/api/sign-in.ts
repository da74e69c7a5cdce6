import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { useEnter } from '../enter';
import type { User } from '../session';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs in with a password; a wrong one is an ApiError of status 401. */
export function useSignIn(): UseMutationResult<User, Error, Credentials> {
  const { fetch } = usePorts();
  return useMutation({
    mutationFn: async (body: Credentials) =>
      (await readJson(await send(fetch, '/api/session', { method: 'POST', body }))) as User,
    onSuccess: useEnter(),
  });
}
