import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ask } from '@/shared/api/client';
import type { Resolved, ResolvedGroups } from '@/shared/api/schema';
import { errorMessage } from '@/shared/error-message';
import { fileSize } from '@/shared/file-format';
import type { Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import type { DuplicateGroup } from '../group';
import type { Planned } from '../rules';
import { count } from '../words';
import { shiftCounts } from './counts';
import { changeSitting, type Trouble } from './sitting';
import { callOf, undoOf, type UndoCall } from './take-back';

/** Groups a request; the gateway takes up to 500, fewer tell sooner how far it is. */
const PORTION = 100;

/** What became of many groups. */
export interface Outcome {
  readonly done: readonly Planned[];
  readonly troubles: readonly Trouble[];
}

/** Why a result is not as it was wanted; nothing where it is, or will be by itself. */
function troubleOf(result: Resolved): string | undefined {
  const held = result.items.find(({ state }) => state === 'refused' || state === 'failed');
  if (result.ok || (held === undefined && result.items.length > 0)) return undefined;
  return held?.detail ?? result.detail ?? strings.duplicates.notMoved;
}

async function resolvePortion(
  fetch: Fetch,
  portion: readonly Planned[],
  carryOver: boolean,
): Promise<ResolvedGroups> {
  const items = portion.map(({ group, parted: { keep, remove } }) => ({
    groupId: group.groupId,
    revision: group.revision,
    keep,
    remove,
    carryOver,
  }));
  return ask(fetch, 'post', '/api/duplicates/resolve', { body: { items } });
}

/** Lets copies of many groups go, portion by portion, and can take all of it back at once. */
export function useResolveMany(): (
  items: readonly Planned[],
  carryOver: boolean,
  onProgress: (done: number) => void,
) => Promise<Outcome> {
  const { fetch, tab } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  return useCallback(
    async (items, carryOver, onProgress) => {
      const calls: UndoCall[] = [];
      const troubles: Trouble[] = [];
      for (let start = 0; start < items.length; start += PORTION) {
        const portion = items.slice(start, start + PORTION);
        try {
          const answer = await resolvePortion(fetch, portion, carryOver);
          calls.push(callOf(answer));
          for (const result of answer.results) {
            const why = troubleOf(result);
            if (why !== undefined) troubles.push({ groupId: result.groupId, why });
          }
        } catch (error) {
          const left = items.slice(start).map(({ group }) => group.groupId);
          troubles.push(...left.map((groupId) => ({ groupId, why: errorMessage(error) })));
          break;
        }
        onProgress(start + portion.length);
      }
      const failed = new Set(troubles.map(({ groupId }) => groupId));
      const done = items.filter(({ group }) => !failed.has(group.groupId));
      const ids = new Set(done.map(({ group }) => group.groupId));
      const bytes = done.reduce((sum, { parted }) => sum + parted.bytes, 0);
      changeSitting({ client, tab }, ({ decided, savedBytes }) => ({
        decided: new Set([...decided, ...ids]),
        savedBytes: savedBytes + bytes,
      }));
      const decided = done.map(({ group }) => group);
      shiftCounts(client, decided, -1);
      if (calls.length > 0) {
        show({
          text: strings.duplicates.bulk.done(count(done.length), fileSize(bytes)),
          undo: undoOf({ calls, groupIds: [...ids], bytes }),
        });
      }
      return { done, troubles };
    },
    [client, fetch, show, tab],
  );
}

/** Groups by id, for telling of them. */
export function namesOf(items: readonly { readonly group: DuplicateGroup }[]): Map<string, string> {
  return new Map(items.map(({ group }) => [group.groupId, group.members[0].filename]));
}
