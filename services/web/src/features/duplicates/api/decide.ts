import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ask } from '@/shared/api/client';
import type { RemoveBody } from '@/shared/api/schema';
import { errorMessage } from '@/shared/error-message';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import { ApiError, asConflict, isConflict, type Fetch } from '@/shared/http';
import { usePorts, type Ports } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import type { Filters } from '../filters';
import type { DuplicateGroup } from '../group';
import type { Parted } from '../marks';
import { shiftCounts } from './counts';
import { refreshGroup } from './get-group';
import { changeSitting, withBack, withoutMarks } from './sitting';
import { callBack, callOf, undoOf, type UndoCall } from './take-back';

/** What somebody decides about a group. */
export type Decision =
  | { readonly kind: 'remove'; readonly parted: Parted; readonly carryOver: boolean }
  | { readonly kind: 'dismiss'; readonly because: 'other' | 'keep' }
  | { readonly kind: 'stack' };

const REFUSED = 409;

async function remove(fetch: Fetch, groupId: string, body: RemoveBody): Promise<UndoCall> {
  const asked = { path: { group_id: groupId }, body };
  const answer = await ask(fetch, 'delete', '/api/duplicates/{group_id}/files', asked);
  const held = answer.items.find(({ state }) => state === 'refused' || state === 'failed');
  if (held !== undefined) {
    const detail = held.detail ?? strings.duplicates.notMoved;
    throw new ApiError(REFUSED, { problem: { reason: held.state, detail } });
  }
  return callOf(answer);
}

async function dismiss(fetch: Fetch, { groupId, revision }: DuplicateGroup): Promise<UndoCall> {
  const asked = { path: { group_id: groupId }, body: { revision } };
  return callOf(await ask(fetch, 'post', '/api/duplicates/{group_id}/dismiss', asked));
}

/** One shot, and so no duplicates: both or neither. */
async function stack(fetch: Fetch, group: DuplicateGroup): Promise<readonly UndoCall[]> {
  const assetIds = group.members.map((copy) => copy.assetId);
  const body = { groups: [], assetIds };
  const { undoToken: token } = await ask(fetch, 'post', '/api/groups/merge', { body });
  const unmerge: UndoCall = { path: '/api/groups/undo/{token}', token };
  try {
    return [await dismiss(fetch, group), unmerge];
  } catch (error) {
    await callBack(fetch, [unmerge]);
    throw error;
  }
}

/** Does it, and tells by which requests it is taken back. */
async function carryOut(
  fetch: Fetch,
  group: DuplicateGroup,
  decision: Decision,
): Promise<readonly UndoCall[]> {
  if (decision.kind === 'stack') return stack(fetch, group);
  if (decision.kind === 'dismiss') return [await dismiss(fetch, group)];
  const { keep, remove: going } = decision.parted;
  const { carryOver } = decision;
  const body = { remove: going, keep, revision: group.revision, carryOver };
  return [await remove(fetch, group.groupId, body)];
}

function toldOf(decision: Decision): string {
  const words = strings.duplicates.done;
  if (decision.kind === 'stack') return words.stack;
  if (decision.kind === 'dismiss') return words[decision.because];
  return words.removed(decision.parted.remove.length);
}

interface Hands extends Pick<Ports, 'fetch' | 'tab'> {
  readonly client: QueryClient;
  readonly filters: Filters;
}

/** Opens a group again that was not decided; tells what to say of it. */
async function putBack(
  hands: Hands,
  { group, bytes, error }: { group: DuplicateGroup; bytes: number; error: unknown },
): Promise<string> {
  const { client, fetch, filters } = hands;
  const { groupId } = group;
  const isThere = await refreshGroup(client, fetch, groupId, filters).catch(() => true);
  if (!isThere && isConflict(error)) {
    changeSitting(hands, ({ savedBytes }) => ({ savedBytes: Math.max(savedBytes - bytes, 0) }));
    return strings.duplicates.overtaken;
  }
  shiftCounts(client, [group], 1);
  const trouble = { groupId, why: errorMessage(error) };
  changeSitting(hands, (sitting) => ({
    ...withBack(sitting, [groupId], bytes),
    troubles: [...sitting.troubles, trouble],
  }));
  return strings.duplicates.notDone;
}

/** Decides about groups at once, and puts one back, with the reason, where that did not work. */
export function useDecide(filters: Filters): (group: DuplicateGroup, decision: Decision) => void {
  const { fetch, tab } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  const tell = useTellFailure();
  return useCallback(
    (group, decision) => {
      const { groupId } = group;
      const bytes = decision.kind === 'remove' ? decision.parted.bytes : 0;
      changeSitting({ client, tab }, ({ decided, savedBytes, troubles }) => ({
        decided: new Set([...decided, groupId]),
        savedBytes: savedBytes + bytes,
        troubles: troubles.filter((trouble) => trouble.groupId !== groupId),
      }));
      shiftCounts(client, [group], -1);
      const carriedOut = async () => {
        try {
          const calls = await carryOut(fetch, group, decision);
          changeSitting({ client, tab }, (sitting) => withoutMarks(sitting, groupId));
          return undoOf({ calls, groupIds: [groupId], bytes });
        } catch (thrown) {
          const error = asConflict(thrown);
          const hands = { client, fetch, tab, filters };
          await tell(await putBack(hands, { group, bytes, error }), error);
          return null;
        }
      };
      show({ text: toldOf(decision), undo: carriedOut() });
    },
    [client, fetch, filters, show, tab, tell],
  );
}
