import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { errorMessage } from '../error-message';
import { asConflict, isConflict } from '../http';
import { forgetGroups } from '../live/use-live';
import { useToasts } from '../toasts/toasts-context';

/**
 * Tells that a decision did not work. Where somebody else was faster, so that things have changed or
 * are gone, it says so, and has the groups asked for again: the screen shows how it is now.
 */
export function useTellFailure(): (what: string, error: unknown) => Promise<void> {
  const client = useQueryClient();
  const { show } = useToasts();
  return useCallback(
    async (what, thrown) => {
      const error = asConflict(thrown);
      show({ text: `${what} ${errorMessage(error)}`, tone: 'error' });
      if (isConflict(error)) await forgetGroups(client);
    },
    [client, show],
  );
}
