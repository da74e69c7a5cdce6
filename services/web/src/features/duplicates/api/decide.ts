import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { errorMessage } from '@/shared/error-message';
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
  | { readonly kind: 'dismiss'; readonly because: 'other' | 'keep' };

/** A request that was refused, with the reason in words. */
class RefusedError extends ApiError {
  readonly detail: string;

  constructor(status: number, detail: string) {
    super(status);
    this.detail = detail;
  }
}

interface Item {
  readonly state: string;
  readonly detail: string | null;
}

interface Answer {
  readonly undoToken: string;
  readonly items?: readonly Item[];
}

const ANSWERED = [400, 404, 409];

/** Asks for something that may be refused with a reason. */
async function ask(fetch: Fetch, path: string, call: Call): Promise<unknown> {
  const response = await send(fetch, path, { ...call, accept: ANSWERED });
  const body = await readJson(response);
  if (!response.ok) throw new RefusedError(response.status, (body as { detail: string }).detail);
  return body;
}

/** Why something did not work. */
export function reasonOf(error: unknown): string {
  return error instanceof RefusedError ? error.detail : errorMessage(error);
}

async function carryOut(fetch: Fetch, group: DuplicateGroup, decision: Decision): Promise<string> {
  const { groupId, revision } = group;
  if (decision.kind === 'dismiss') {
    const path = `/api/duplicates/${groupId}/dismiss`;
    const answer = await ask(fetch, path, { method: 'POST', body: { revision } });
    return (answer as Answer).undoToken;
  }
  const { keep, remove } = decision.parted;
  const body = { remove, keep, revision, carryOver: decision.carryOver };
  const path = `/api/duplicates/${groupId}/files`;
  const answer = (await ask(fetch, path, { method: 'DELETE', body })) as Answer;
  const held = answer.items?.find(({ state }) => state === 'refused' || state === 'failed');
  if (held !== undefined) {
    throw new RefusedError(409, held.detail ?? strings.duplicates.notMoved);
  }
  return answer.undoToken;
}

/** Takes back what was done under a token; says so where something cannot come back. */
export async function takeBack(fetch: Fetch, token: string): Promise<number> {
  const answer = (await ask(fetch, `/api/duplicates/undo/${token}`, { method: 'POST' })) as {
    readonly items: readonly Item[];
  };
  return answer.items.filter(({ state }) => state === 'gone').length;
}

function toldOf(decision: Decision): string {
  const words = strings.duplicates.done;
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
        const why = reasonOf(error);
        await putBack(why);
        show({ text: `${strings.duplicates.notDone} ${why}`, tone: 'error' });
        return null;
      });
      show({
        text: toldOf(decision),
        undo: async () => {
          const token = await done;
          if (token === null) return;
          const gone = await takeBack(fetch, token);
          await putBack(null);
          if (gone > 0) show({ text: strings.duplicates.gone(gone), tone: 'error' });
          onBack(groupId);
        },
      });
    },
    [client, fetch, filters, onBack, show],
  );
}
