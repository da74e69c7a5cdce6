import { screen, within, type BoundFunctions, type queries } from '@testing-library/react';
import type { DuplicateGroup } from '@/features/duplicates/group';
import { aGroup, aPage } from './duplicates';
import { FakeServer } from './fake-server';
import { renderApp, type Rendered } from './render-app';

const LIST = 'GET /api/duplicates?sort=newest&limit=40';
/** Many groups at once. */
export const RESOLVE = 'POST /api/duplicates/resolve';

/** Groups g0, g1 and so on. */
export const many = (length: number): DuplicateGroup[] =>
  Array.from({ length }, (_, index) => aGroup(`g${index}`));
/** The result of a group whose copies went. */
export const trashed = (groupId: string): object => ({
  groupId,
  ok: true,
  items: [{ state: 'trashed' }],
});

/** The list of these groups, over a server that resolves whatever it is asked. */
export function openList(groups: readonly DuplicateGroup[], total = groups.length): Opened {
  const server = new FakeServer();
  server.answer(LIST, () => aPage(groups.slice(0, 40)));
  server.answer('GET /api/duplicates/counts', () =>
    Response.json({ groups: total, files: 0, reclaimableBytes: 0, byType: {} }),
  );
  server.answer(RESOLVE, () => {
    const { items } = sent(server);
    return Response.json({
      undoToken: `t${server.countOf(RESOLVE)}`,
      results: items.map(({ groupId }) => trashed(groupId)),
    });
  });
  for (const token of ['t1', 't2']) {
    server.answer(`POST /api/duplicates/undo/${token}`, () => Response.json({ items: [] }));
  }
  return { server, ...renderApp(server, '/duplicates') };
}

export interface Opened extends Rendered {
  readonly server: FakeServer;
}

interface Sent {
  readonly items: readonly { readonly groupId: string }[];
}

/** What the newest request to resolve said. */
export function sent(server: FakeServer): Sent {
  const bodies = server.calls.filter((call) => call.route === RESOLVE).map(({ init }) => init.body);
  return JSON.parse(bodies.at(-1) as string) as Sent;
}

/** What picks the group of a file. */
export const box = (name: string): Promise<HTMLElement> =>
  screen.findByRole('checkbox', { name: `Pick ${name}` });

/** Picks a group, and opens the sheet. */
export async function preview(
  { user }: Rendered,
  name = 'g0.jpg',
): Promise<BoundFunctions<typeof queries>> {
  await user.click(await box(name));
  await user.click(screen.getByRole('button', { name: 'Preview…' }));
  return within(await screen.findByRole('dialog'));
}
