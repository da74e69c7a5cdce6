import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type { DuplicateCounts, PreferencesOut } from '@/shared/api/schema';
import { errorMessage } from '@/shared/error-message';
import { forgetGroups } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';

/** What a person prefers to see. */
export type Preferences = PreferencesOut;

const KEY = ['preferences'];

/** What the person prefers now. */
export function usePreferences(): UseQueryResult<Preferences> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => ask(fetch, 'get', '/api/preferences', { signal }),
  });
}

/** Changes a preference at once, and takes it back when it cannot be saved. */
export function useChangePreferences(
  before: Preferences,
): UseMutationResult<Preferences, Error, Partial<Preferences>> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  return useMutation({
    mutationFn: (body) => ask(fetch, 'put', '/api/preferences', { body }),
    onMutate: (change) => {
      client.setQueryData(KEY, { ...before, ...change });
    },
    onSuccess: (saved) => {
      client.setQueryData(KEY, saved);
      show({ text: strings.preferences.saved });
      return forgetGroups(client);
    },
    onError: (error) => {
      client.setQueryData(KEY, before);
      show({ text: `${strings.preferences.notSaved} ${errorMessage(error)}`, tone: 'error' });
    },
  });
}

/** How many groups there would be at each level. */
export function useGroupsByLevel(): DuplicateCounts['byLevel'] {
  const { fetch } = usePorts();
  const counts = useQuery({
    queryKey: ['duplicates', 'counts', 'by-level'],
    queryFn: ({ signal }) => ask(fetch, 'get', '/api/duplicates/counts', { signal }),
  });
  return counts.data?.byLevel ?? {};
}
