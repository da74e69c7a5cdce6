import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { request } from '@/shared/api/client';
import type { Decided, DissolvedGroups } from '@/shared/api/schema';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import type { Fetch } from '@/shared/http';
import { forgetGroups } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import { groupKey, type Group } from './api/get-group';
import { monthsOfCards } from './api/get-timeline';
import { withOnTop, type Card } from './card';

/** Something to decide about versions. */
export interface Deed {
  /** Asks the server for it. */
  readonly ask: (fetch: Fetch) => Promise<Decided | DissolvedGroups>;
  /** What is told once it is done. */
  readonly said: string;
  /** Shows the outcome before the server has answered; gives what takes it back. */
  readonly foresee?: (client: QueryClient) => () => void;
}

/** Decides, tells so, and lets it be undone; a refusal is told, and the fresh state shown. */
export function useDecide(): (deed: Deed) => Promise<boolean> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  const tell = useTellFailure();
  return useCallback(
    async ({ ask, said, foresee }: Deed) => {
      const takeBack = foresee?.(client);
      const undo = async (token: string) => {
        await request(fetch, 'post', '/api/groups/undo/{token}', { path: { token } });
        await forgetGroups(client);
      };
      try {
        const answer = await ask(fetch);
        const { undoToken: token } = answer;
        const results = 'results' in answer ? answer.results : [];
        if (token !== null) show({ text: said, undo: () => undo(token) });
        const refused = results.filter(({ ok }) => !ok).length;
        if (refused > 0) show({ text: strings.shots.someNotDone(refused), tone: 'error' });
        return true;
      } catch (error) {
        takeBack?.();
        await tell(strings.shots.notDone, error);
        return false;
      } finally {
        void forgetGroups(client);
      }
    },
    [client, fetch, show, tell],
  );
}

/** Puts a version on top everywhere at once; gives what takes that back. */
export function showOnTop(client: QueryClient, group: Group, assetId: string): () => void {
  const { groupId, members } = group;
  const key = groupKey(groupId);
  const before = client.getQueriesData({ queryKey: monthsOfCards });
  client.setQueriesData<readonly Card[]>({ queryKey: monthsOfCards }, (cards) =>
    cards?.map((card) => (card.groupId === groupId ? withOnTop(card, assetId) : card)),
  );
  const foreseen = members.map((one) => ({ ...one, isPrimary: one.assetId === assetId }));
  client.setQueryData<Group>(key, { ...group, members: foreseen });
  return () => {
    for (const [key, cards] of before) client.setQueryData(key, cards);
    client.setQueryData(key, group);
  };
}
