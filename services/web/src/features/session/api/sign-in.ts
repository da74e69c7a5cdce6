import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type { SignIn } from '@/shared/api/schema';
import { usePorts } from '@/shared/ports';
import { useEnter } from '../enter';
import type { User } from '../session';

/** Signs in with a password; a wrong one is an ApiError of status 401. */
export function useSignIn(): UseMutationResult<User, Error, SignIn> {
  const { fetch } = usePorts();
  return useMutation({
    mutationFn: (body: SignIn) => ask(fetch, 'post', '/api/session', { body }),
    onSuccess: useEnter(),
  });
}
