import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { errorMessage } from '@/shared/error-message';
import { readJson, send } from '@/shared/http';
import { forgetGroups } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';

/** What a person prefers to see. */
export interface Preferences {
  readonly primaryFormat: string;
  readonly level: string;
  readonly autoGroup: boolean;
}

const KEY = ['preferences'];

/** What the person prefers now. */
export function usePreferences(): UseQueryResult<Preferences> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await readJson(await send(fetch, '/api/preferences', { signal }))) as Preferences,
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
    mutationFn: async (body) =>
      (await readJson(
        await send(fetch, '/api/preferences', { method: 'PUT', body }),
      )) as Preferences,
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
export function useGroupsByLevel(): Readonly<Record<string, { readonly groups: number }>> {
  const { fetch } = usePorts();
  const counts = useQuery({
    queryKey: ['duplicates', 'counts', 'by-level'],
    queryFn: async ({ signal }) =>
      (await readJson(await send(fetch, '/api/duplicates/counts', { signal }))) as {
        readonly byLevel: Readonly<Record<string, { readonly groups: number }>>;
      },
  });
  return counts.data?.byLevel ?? {};
}
