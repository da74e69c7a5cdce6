import { navigate } from 'wouter/use-browser-location';
import { ask } from '@/shared/api/client';
import type { Fetch } from '@/shared/http';
import { strings } from '@/shared/strings';
import type { Undo } from '@/shared/toasts/toasts-context';
import { filtersOf } from '../filters';
import { countAgain } from './counts';
import { refreshGroup } from './get-group';
import { forgetLists } from './get-groups';
import { changeSitting, withBack, type Desk } from './sitting';

/** By which request something is taken back. */
export interface UndoCall {
  readonly path: '/api/duplicates/undo/{token}' | '/api/groups/undo/{token}';
  readonly token: string;
}

/** What was decided: by which requests it is taken back, and what is then open again. */
export interface Decided {
  readonly calls: readonly UndoCall[];
  readonly groupIds: readonly string[];
  readonly bytes: number;
}

/** What takes a decision about duplicates back. */
export function callOf({ undoToken: token }: { readonly undoToken: string }): UndoCall {
  return { path: '/api/duplicates/undo/{token}', token };
}

/** What is remembered of a decision until it is taken back. */
export function undoOf(told: Decided): Undo {
  return { kind: 'duplicates', told };
}

/** Takes back what was done; gives how many files cannot come back. */
export async function callBack(fetch: Fetch, calls: readonly UndoCall[]): Promise<number> {
  let gone = 0;
  for (const { path, token } of calls) {
    const answer = await ask(fetch, 'post', path, { path: { token } });
    const items = 'items' in answer ? answer.items : [];
    gone += items.filter(({ state }) => state === 'gone').length;
  }
  return gone;
}

/** Takes a decision back, and shows the group where groups are decided one by one. */
export async function takeBack(
  { fetch, ...desk }: Desk & { readonly fetch: Fetch },
  told: unknown,
): Promise<string | undefined> {
  const { calls, groupIds, bytes } = told as Decided; // `undoOf` wrote it
  const gone = await callBack(fetch, calls);
  const { pathname, search } = window.location;
  const [only, ...others] = groupIds;
  if (only !== undefined && others.length === 0) {
    const filters = filtersOf(new URLSearchParams(search));
    await refreshGroup(desk.client, fetch, only, filters).catch(() => undefined);
  } else await forgetLists(desk.client);
  void countAgain(desk.client);
  changeSitting(desk, (sitting) => withBack(sitting, groupIds, bytes));
  if (only !== undefined && others.length === 0 && pathname.startsWith('/duplicates/')) {
    const { state } = window.history as { readonly state: unknown };
    navigate(`/duplicates/${only}${search}`, { replace: true, state });
  }
  return gone > 0 ? strings.duplicates.gone(gone) : undefined;
}
