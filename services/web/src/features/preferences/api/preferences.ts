import {
  notifyManager,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask } from '@/shared/api/client';
import type { DuplicateCounts, PreferencesOut } from '@/shared/api/schema';
import { errorMessage } from '@/shared/error-message';
import { forgetGroups } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';

/** What a person prefers to see. */
export type Preferences = PreferencesOut;

/** A kind of file that can stand for a shot. */
export type Format = Preferences['formatOrder'][number];

/** How alike duplicates must be. */
export type Level = Preferences['level'];

/** What is changed: what is not named stays. */
export type Change = Partial<Omit<Preferences, 'primaryFormat'>>;

const KEY = ['preferences'];

/** What the person prefers now. */
export function usePreferences(): UseQueryResult<Preferences> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => ask(fetch, 'get', '/api/preferences', { signal }),
  });
}

/**
 * What holds as far as the person can tell, and what changes it: at once, and taken back when it
 * cannot be saved.
 *
 * Changes are saved one after the other; what the server says counts when none is on its way.
 */
export function useChangePreferences(
  known: Preferences,
): readonly [Preferences, (change: Change) => void] {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  const kept = useRef(known);
  const hideSaved = useRef<() => void>(undefined); // said once, however much is changed
  const [hoped, setHoped] = useState<Change>({});
  const underWay = () => client.isMutating({ mutationKey: KEY });
  const settle = () => {
    if (underWay() > 1) return;
    client.setQueryData(KEY, kept.current);
    notifyManager.schedule(() => {
      setHoped({}); // when the page has heard of what is kept
    });
  };
  const { mutate } = useMutation({
    mutationKey: KEY,
    scope: { id: 'preferences' },
    mutationFn: (body: Change) => ask(fetch, 'put', '/api/preferences', { body }),
    onSuccess: (saved) => {
      kept.current = saved;
      settle();
      hideSaved.current?.();
      hideSaved.current = show({ text: strings.preferences.saved });
      void forgetGroups(client);
    },
    onError: (error) => {
      settle();
      show({ text: `${strings.preferences.notSaved} ${errorMessage(error)}`, tone: 'error' });
    },
  });
  const change = (wish: Change) => {
    if (underWay() === 0) kept.current = known;
    const hopes = { ...hoped, ...wish };
    setHoped(hopes);
    client.setQueryData(KEY, { ...known, ...hopes });
    mutate(wish);
  };
  return [{ ...known, ...hoped }, change];
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
