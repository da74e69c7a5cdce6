import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { aCopy, aGroup, aKeeper, aPage } from '@/testing/duplicates';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { DuplicateGroup } from '../group';

const LIST = 'GET /api/duplicates?sort=newest&limit=40';
const REMOVE_A = 'DELETE /api/duplicates/a/files';
const DISMISS_A = 'POST /api/duplicates/a/dismiss';
const UNDO = 'POST /api/duplicates/undo/t';
const FASTER = 'Somebody else was faster; this is how it is now.';
const three = [aGroup('a'), aGroup('b'), aGroup('c')];
const trashed = { undoToken: 't', ok: true, items: [{ state: 'trashed', detail: null }] };

function open(groups: readonly DuplicateGroup[], address = '/duplicates/a') {
  const server = new FakeServer();
  server.answer(LIST, () => aPage(groups));
  for (const group of groups) {
    server.answer(`GET /api/duplicates/${group.groupId}`, () => Response.json(group));
  }
  server.answer(REMOVE_A, () => Response.json(trashed));
  server.answer(DISMISS_A, () => Response.json({ undoToken: 't', groups: [] }));
  server.answer(UNDO, () => Response.json({ items: [{ state: 'restored' }] }));
  return { server, ...renderApp(server, address) };
}

const card = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });

/** What was sent along with the newest request of a route. */
function bodyOf(server: FakeServer, route: string): unknown {
  const bodies = server.calls.filter((call) => call.route === route).map(({ init }) => init.body);
  return JSON.parse(bodies.at(-1) as string);
}

/** A group is on the screen, and the next one is known. */
async function ready(name = 'Copy 1: a.jpg') {
  await card(name);
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Next group' })).toBeEnabled();
  });
}

describe('Enter', () => {
  test('does as suggested and shows the next group at once', async () => {
    const { server, user } = open(three);
    server.answer(REMOVE_A, never);
    await ready();
    await user.keyboard('{Enter}');

    expect(await card('Copy 1: b.jpg')).toBeVisible();
    expect(screen.getByText('1 copy to the trash')).toBeVisible();
    expect(bodyOf(server, REMOVE_A)).toEqual({
      remove: ['id-a-small.jpg'],
      keep: ['id-a.jpg'],
      revision: 3,
      carryOver: false,
    });
  });

  test('does nothing where nothing is suggested', async () => {
    const members = [aKeeper('a.jpg'), aCopy('b.jpg', { burst: true })] as const;
    const { server, user } = open([aGroup('a', { members }), aGroup('b')]);
    await ready();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Nothing is suggested here.', { exact: false })).toBeVisible();

    await user.keyboard('a{Enter}');
    expect(await screen.findByText('All copies kept')).toBeVisible();
    expect(bodyOf(server, DISMISS_A)).toEqual({ revision: 3 });
  });

  test('on the last group leads to the list, with what was freed', async () => {
    const { user } = open([aGroup('a')]);
    await card('Copy 1: a.jpg');
    await user.keyboard('{Enter}');

    expect(await screen.findByText('No duplicates')).toBeVisible();
    expect(screen.getByText('1.0 MiB freed since you came')).toBeVisible();
  });
});

describe('keys', () => {
  test('mark copies, but leave one', async () => {
    const { user } = open(three);
    await ready();
    await user.keyboard('2');
    expect(await card('Copy 2: a-small.jpg')).toHaveTextContent('Keep');
    expect(await card('Copy 2: a-small.jpg')).toHaveAttribute('aria-current', 'true');

    await user.keyboard('{ArrowUp}{ArrowUp} ');
    expect(await card('Copy 1: a.jpg')).toHaveTextContent('Trash');

    await user.keyboard('{ArrowDown} 9');
    expect(await card('Copy 2: a-small.jpg')).toHaveTextContent('Keep');
    expect(screen.getByText('At least one copy has to stay.')).toBeVisible();

    await user.keyboard('d');
    expect(await card('Copy 1: a.jpg')).toHaveTextContent('Keep');
    expect(await card('Copy 2: a-small.jpg')).toHaveTextContent('Trash');
  });

  test('resolve as marked', async () => {
    const { server, user } = open(three);
    await ready();
    await user.keyboard('21{Shift>}C{/Shift}');

    expect(await card('Copy 1: b.jpg')).toBeVisible();
    expect(bodyOf(server, REMOVE_A)).toMatchObject({ remove: ['id-a.jpg'] });
  });

  test('say that these are no duplicates', async () => {
    const { server, user } = open(three);
    await ready();
    await user.keyboard('x');

    expect(await screen.findByText('Not duplicates', { selector: 'p' })).toBeVisible();
    expect(server.countOf(DISMISS_A)).toBe(1);
  });
});

test('a press marks a copy', async () => {
  const { user } = open(three);
  await ready();
  await user.click(await card('Copy 2: a-small.jpg'));

  expect(await card('Copy 2: a-small.jpg')).toHaveTextContent('Keep');
});

describe('undo', () => {
  test('brings the group back, and shows it', async () => {
    const { server, user } = open(three);
    await ready();
    await user.keyboard('{Enter}');
    await card('Copy 1: b.jpg');
    await user.keyboard('z');

    expect(await card('Copy 1: a.jpg')).toBeVisible();
    expect(await screen.findByText('Taken back: 1 copy to the trash')).toBeVisible();
    expect(server.countOf(UNDO)).toBe(1);
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('link', { name: /^2 copies of a\.jpg/ })).toBeVisible();
    expect(screen.queryByText('freed since you came', { exact: false })).toBeNull();
  });

  test('waits for what is still on its way', async () => {
    const { server, user } = open(three);
    const answer = Promise.withResolvers<Response>();
    server.answer(REMOVE_A, () => answer.promise);
    await ready();
    await user.keyboard('{Enter}z');
    expect(server.countOf(UNDO)).toBe(0);

    answer.resolve(Response.json(trashed));
    await screen.findByText('Taken back: 1 copy to the trash');
    expect(server.countOf(UNDO)).toBe(1);
  });

  test('of what is gone from the trash says so, and stays in the list', async () => {
    const { server, user } = open(three);
    server.answer(UNDO, () => Response.json({ items: [{ state: 'gone' }] }));
    await ready();
    await user.keyboard('{Enter}{Escape}');
    await screen.findByRole('list', { name: 'Groups of duplicates' });
    server.answer('GET /api/duplicates/a', fails(404));
    await user.keyboard('z');

    expect(
      await screen.findByText('1 no longer in Immich’s trash', { exact: false }),
    ).toBeVisible();
    expect(window.location.pathname).toBe('/duplicates');
    expect(screen.queryByRole('link', { name: /^2 copies of a\.jpg/ })).toBeNull();
  });
});

describe('what cannot be done', () => {
  test('because the group has changed comes back as it is now, with the reason', async () => {
    const { server, user } = open(three);
    server.answer(REMOVE_A, () =>
      Response.json({ reason: 'stale_revision', detail: 'changed' }, { status: 409 }),
    );
    await ready();
    const fresh = [aKeeper('a2.jpg'), aCopy('new.jpg')] as const;
    server.answer('GET /api/duplicates/a', () =>
      Response.json(aGroup('a', { revision: 4, members: fresh })),
    );
    await user.keyboard('{Enter}');
    expect(await screen.findByText(`A group came back. ${FASTER}`)).toBeVisible();
    expect(screen.getByText('1 group came back')).toBeVisible();

    await user.click(screen.getByRole('link', { name: 'Look at it' }));
    expect(await card('Copy 1: a2.jpg')).toBeVisible();
    const reasons = screen.getAllByText(`A group came back. ${FASTER}`);
    expect(reasons).toHaveLength(2);

    server.answer(REMOVE_A, () => Response.json(trashed));
    await user.keyboard('{Enter}');
    expect(bodyOf(server, REMOVE_A)).toMatchObject({ revision: 4, keep: ['id-a2.jpg'] });
    await card('Copy 1: b.jpg');
    expect(screen.queryByText('1 group came back')).toBeNull();
  });

  test.each([
    [{ state: 'refused', detail: 'Another user has it.' }, 'Another user has it.'],
    [{ state: 'failed', detail: null }, 'Immich did not move it to the trash.'],
  ])('for a file comes back: %o', async (item, why) => {
    const { server, user } = open(three);
    server.answer(REMOVE_A, () => Response.json({ undoToken: 't', ok: false, items: [item] }));
    await ready();
    await user.keyboard('{Enter}');

    expect(await screen.findByText(`A group came back. ${why}`)).toBeVisible();
  });

  test('while the list is on its way comes back, too', async () => {
    const { server, user } = open(three);
    server.answer(LIST, never);
    server.answer(REMOVE_A, fails(503));
    await card('Copy 1: a.jpg');
    await user.keyboard('{Enter}');

    expect(await screen.findByText('1 group came back')).toBeVisible();
  });

  test('without a connection comes back, and there is nothing to undo', async () => {
    const { server, user } = open([...three, aGroup('d')]);
    server.answer(REMOVE_A, fails(503));
    server.answer('DELETE /api/duplicates/b/files', fails(503));
    await ready();
    server.answer('GET /api/duplicates/a', fails(503));
    await user.keyboard('{Enter}');
    await screen.findByText('A group came back. Immich does not answer just now.');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('2 groups came back')).toBeVisible();

    await user.keyboard('z');
    await screen.findByText('There is nothing to take back.');
    expect(server.countOf(UNDO)).toBe(0);
  });
});
