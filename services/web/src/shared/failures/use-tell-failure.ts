import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { errorMessage } from '../error-message';
import { isConflict } from '../http';
import { forgetGroups } from '../live/use-live';
import { useToasts } from '../toasts/toasts-context';

/**
 * Tells that something did not work. Where somebody else was faster it says so, and has the groups
 * asked for again, so that the screen shows how it is now.
 */
export function useTellFailure(): (what: string, error: unknown) => Promise<void> {
  const client = useQueryClient();
  const { show } = useToasts();
  return useCallback(
    async (what, error) => {
      show({ text: `${what} ${errorMessage(error)}`, tone: 'error' });
      if (isConflict(error)) await forgetGroups(client);
    },
    [client, show],
  );
}
