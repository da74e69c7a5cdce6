import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Decided, DissolvedGroups } from '@/shared/api/schema';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import type { Fetch } from '@/shared/http';
import { forgetGroups, oneAsset } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import type { Asset } from './api/get-asset';
import { groupKey, type Group } from './api/get-group';
import { monthsOfCards } from './api/get-timeline';
import { withOnTop, type Card } from './card';

/** Something to decide about versions. */
export interface Deed {
  /** Asks the server for it. */
  readonly ask: (fetch: Fetch) => Promise<Decided | DissolvedGroups>;
  /** What is told once it is done. */
  readonly said: string;
  /** What is told once it is taken back. */
  readonly undone?: string;
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
    async ({ ask, said, undone, foresee }: Deed) => {
      const takeBack = foresee?.(client);
      try {
        const answer = await ask(fetch);
        const { undoToken: token } = answer;
        const results = 'results' in answer ? answer.results : [];
        if (token !== null)
          show({ text: said, undone, undo: { kind: 'groups', told: { tokens: [token] } } });
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

/** What stands alone after a decision: all of some groups, or some assets of one that stays. */
export interface Alone {
  readonly groupIds: readonly string[];
  readonly assetIds: readonly string[];
}

/** Has assets stand alone at once, so that nobody asks for a group that is gone. */
export function showAlone(client: QueryClient, { groupIds, assetIds }: Alone): () => void {
  const known = client.getQueriesData<Asset>({ queryKey: oneAsset });
  const before: (readonly [QueryKey, unknown])[] = known.filter(
    ([, asset]) =>
      asset !== undefined &&
      (assetIds.includes(asset.id) || groupIds.includes(String(asset.groupId))),
  );
  void client.cancelQueries({ queryKey: oneAsset });
  for (const [key] of before) {
    client.setQueryData<Asset>(key, (asset) => asset && { ...asset, groupId: null });
  }
  for (const queryKey of groupIds.map(groupKey)) {
    before.push([queryKey, client.getQueryData(queryKey)]);
    client.removeQueries({ queryKey });
  }
  return () => {
    for (const [key, told] of before) client.setQueryData(key, told);
  };
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
