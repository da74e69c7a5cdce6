import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ask } from '@/shared/api/client';
import type { RemoveBody } from '@/shared/api/schema';
import { errorMessage } from '@/shared/error-message';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import { ApiError, type Fetch } from '@/shared/http';
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

/** By which request something is taken back. */
export interface Undo {
  readonly path: '/api/duplicates/undo/{token}' | '/api/groups/undo/{token}';
  readonly token: string;
}

/** What takes a decision about duplicates back. */
export function undoOf({ undoToken: token }: { readonly undoToken: string }): Undo {
  return { path: '/api/duplicates/undo/{token}', token };
}

const REFUSED = 409;

async function remove(fetch: Fetch, groupId: string, body: RemoveBody): Promise<Undo> {
  const asked = { path: { group_id: groupId }, body };
  const answer = await ask(fetch, 'delete', '/api/duplicates/{group_id}/files', asked);
  const held = answer.items.find(({ state }) => state === 'refused' || state === 'failed');
  if (held !== undefined) {
    const detail = held.detail ?? strings.duplicates.notMoved;
    throw new ApiError(REFUSED, { problem: { reason: held.state, detail } });
  }
  return undoOf(answer);
}

async function dismiss(fetch: Fetch, { groupId, revision }: DuplicateGroup): Promise<Undo> {
  const asked = { path: { group_id: groupId }, body: { revision } };
  return undoOf(await ask(fetch, 'post', '/api/duplicates/{group_id}/dismiss', asked));
}

/** One shot, and so no duplicates: both or neither. */
async function stack(fetch: Fetch, group: DuplicateGroup): Promise<readonly Undo[]> {
  const assetIds = group.members.map((copy) => copy.assetId);
  const body = { groups: [], assetIds };
  const { undoToken: token } = await ask(fetch, 'post', '/api/groups/merge', { body });
  const unmerge: Undo = { path: '/api/groups/undo/{token}', token };
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
): Promise<readonly Undo[]> {
  if (decision.kind === 'stack') return stack(fetch, group);
  if (decision.kind === 'dismiss') return [await dismiss(fetch, group)];
  const { keep, remove: going } = decision.parted;
  const { carryOver } = decision;
  const body = { remove: going, keep, revision: group.revision, carryOver };
  return [await remove(fetch, group.groupId, body)];
}

/** Takes back what was done; gives how many files cannot come back. */
export async function takeBack(fetch: Fetch, undos: readonly Undo[]): Promise<number> {
  let gone = 0;
  for (const { path, token } of undos) {
    const answer = await ask(fetch, 'post', path, { path: { token } });
    const items = 'items' in answer ? answer.items : [];
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
          const undos = await done;
          if (undos === null) return;
          const gone = await takeBack(fetch, undos);
          await putBack(null);
          if (gone > 0) show({ text: strings.duplicates.gone(gone), tone: 'error' });
          onBack(groupId);
        },
      });
    },
    [client, fetch, filters, onBack, show, tell],
  );
}
