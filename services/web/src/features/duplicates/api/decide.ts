import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { errorMessage } from '@/shared/error-message';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import { ApiError, readJson, send, type Call, type Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import type { Filters } from '../filters';
import type { DuplicateGroup } from '../group';
import type { Parted } from '../marks';
import { refreshGroup } from './get-group';
import { changeSitting } from './sitting';

/** What somebody decides about a group. */
export type Decision =
  | { readonly kind: 'remove'; readonly parted: Parted; readonly carryOver: boolean }
  | { readonly kind: 'dismiss'; readonly because: 'other' | 'keep' }
  | { readonly kind: 'stack' };

interface Item {
  readonly state: string;
  readonly detail: string | null;
}

interface Answer {
  readonly undoToken: string;
  readonly items?: readonly Item[];
}

const REFUSED = 409;

async function ask(fetch: Fetch, path: string, call: Call): Promise<Answer> {
  return (await readJson(await send(fetch, path, call))) as Answer;
}

/** Where a decision about duplicates is taken back. */
export const undoPath = (token: string): string => `/api/duplicates/undo/${token}`;

async function remove(fetch: Fetch, group: DuplicateGroup, body: object): Promise<string> {
  const path = `/api/duplicates/${group.groupId}/files`;
  const answer = await ask(fetch, path, { method: 'DELETE', body });
  const held = answer.items?.find(({ state }) => state === 'refused' || state === 'failed');
  if (held !== undefined) {
    const detail = held.detail ?? strings.duplicates.notMoved;
    throw new ApiError(REFUSED, { problem: { reason: held.state, detail } });
  }
  return undoPath(answer.undoToken);
}

async function dismiss(fetch: Fetch, { groupId, revision }: DuplicateGroup): Promise<string> {
  const path = `/api/duplicates/${groupId}/dismiss`;
  return undoPath((await ask(fetch, path, { method: 'POST', body: { revision } })).undoToken);
}

/** One shot, and so no duplicates: both or neither. */
async function stack(fetch: Fetch, group: DuplicateGroup): Promise<readonly string[]> {
  const assetIds = group.members.map((copy) => copy.assetId);
  const body = { groups: [], assetIds };
  const { undoToken } = await ask(fetch, '/api/groups/merge', { method: 'POST', body });
  const unmerge = `/api/groups/undo/${undoToken}`;
  try {
    return [await dismiss(fetch, group), unmerge];
  } catch (error) {
    await takeBack(fetch, [unmerge]);
    throw error;
  }
}

/** Does it, and tells by which requests it is taken back. */
async function carryOut(
  fetch: Fetch,
  group: DuplicateGroup,
  decision: Decision,
): Promise<readonly string[]> {
  if (decision.kind === 'stack') return stack(fetch, group);
  if (decision.kind === 'dismiss') return [await dismiss(fetch, group)];
  const { keep, remove: going } = decision.parted;
  const { carryOver } = decision;
  const body = { remove: going, keep, revision: group.revision, carryOver };
  return [await remove(fetch, group, body)];
}

/** Takes back what was done; gives how many files cannot come back. */
export async function takeBack(fetch: Fetch, paths: readonly string[]): Promise<number> {
  let gone = 0;
  for (const path of paths) {
    const { items = [] } = await ask(fetch, path, { method: 'POST' });
    gone += items.filter(({ state }) => state === 'gone').length;
  }
  return gone;
}

function toldOf(decision: Decision): string {
  const words = strings.duplicates.done;
  if (decision.kind === 'stack') return words.stack;
  if (decision.kind === 'dismiss') return words[decision.because];
  return words.removed(decision.parted.remove.length);
}

/**
 * Decides about groups at once, and puts one back, with the reason, where that did not work.
 * `onBack` hears of a group that somebody took back.
 */
export function useDecide(
  filters: Filters,
  onBack: (groupId: string) => void,
): (group: DuplicateGroup, decision: Decision) => void {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  const tell = useTellFailure();
  return useCallback(
    (group, decision) => {
      const { groupId } = group;
      const bytes = decision.kind === 'remove' ? decision.parted.bytes : 0;
      const putBack = async (why: string | null) => {
        await refreshGroup(client, fetch, groupId, filters).catch(() => undefined);
        changeSitting(client, (sitting) => ({
          decided: new Set([...sitting.decided].filter((one) => one !== groupId)),
          savedBytes: sitting.savedBytes - bytes,
          troubles: why === null ? sitting.troubles : [...sitting.troubles, { groupId, why }],
        }));
      };
      changeSitting(client, ({ decided, savedBytes, troubles }) => ({
        decided: new Set([...decided, groupId]),
        savedBytes: savedBytes + bytes,
        troubles: troubles.filter((trouble) => trouble.groupId !== groupId),
      }));
      const done = carryOut(fetch, group, decision).catch(async (error: unknown) => {
        await putBack(errorMessage(error));
        await tell(strings.duplicates.notDone, error);
        return null;
      });
      show({
        text: toldOf(decision),
        undo: async () => {
          const paths = await done;
          if (paths === null) return;
          const gone = await takeBack(fetch, paths);
          await putBack(null);
          if (gone > 0) show({ text: strings.duplicates.gone(gone), tone: 'error' });
          onBack(groupId);
        },
      });
    },
    [client, fetch, filters, onBack, show, tell],
  );
}
