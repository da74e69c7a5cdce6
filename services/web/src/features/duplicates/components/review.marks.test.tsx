import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCopy, aGroup, aKeeper, aPage } from '@/testing/duplicates';
import { FakeServer, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const LIST = 'GET /api/duplicates?sort=newest&limit=40';
const REMOVE_A = 'DELETE /api/duplicates/a/files';

/** Two groups; of the first one the other copy is marked to go. */
async function marked() {
  const server = new FakeServer();
  const groups = [aGroup('a'), aGroup('b')];
  server.answer(LIST, () => aPage(groups));
  for (const group of groups) {
    server.answer(`GET /api/duplicates/${group.groupId}`, () => Response.json(group));
  }
  const { user } = renderApp(server, '/duplicates/a');
  await card('Copy 1: a.jpg');
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Next group' })).toBeEnabled();
  });
  await user.keyboard('21');
  return { server, user };
}

const card = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });

test('what is marked is still marked when one comes back to the group', async () => {
  const { user } = await marked();
  await user.keyboard('{ArrowRight}');
  expect(await card('Copy 1: b.jpg')).toHaveTextContent('Keep');

  await user.keyboard('{ArrowLeft}');
  expect(await card('Copy 1: a.jpg')).toHaveTextContent('Trash');
  expect(await card('Copy 2: a-small.jpg')).toHaveTextContent('Keep');
});

test('what is marked is still marked when one comes back by the list', async () => {
  const { user } = await marked();
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('link', { name: /^2 copies of a\.jpg/ }));

  expect(await card('Copy 1: a.jpg')).toHaveTextContent('Trash');
});

test('what is marked is still marked when it could not be done', async () => {
  const { server, user } = await marked();
  server.answer(REMOVE_A, fails(503));
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('link', { name: 'Look at it' }));

  expect(await card('Copy 1: a.jpg')).toHaveTextContent('Trash');
});

test('a group that has changed, or was decided, begins anew', async () => {
  const { server, user } = await marked();
  server.answer(REMOVE_A, fails(409));
  const members = [aKeeper('a.jpg'), aCopy('new.jpg')] as const;
  server.answer('GET /api/duplicates/a', () =>
    Response.json(aGroup('a', { revision: 4, members })),
  );
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('link', { name: 'Look at it' }));
  expect(await card('Copy 1: a.jpg')).toHaveTextContent('Keep');

  server.answer(REMOVE_A, () => Response.json({ undoToken: 't', ok: true, items: [] }));
  server.answer('POST /api/duplicates/undo/t', () => Response.json({ items: [] }));
  await user.keyboard('21{Enter}');
  await card('Copy 1: b.jpg');
  await user.keyboard('z');
  expect(await card('Copy 1: a.jpg')).toHaveTextContent('Keep');
});

test.each([404, 409])('who decides a group that is gone (%i) learns it', async (status) => {
  const { server, user } = await marked();
  server.answer(REMOVE_A, fails(status));
  server.answer('GET /api/duplicates/a', fails(404));
  server.answer(LIST, () => aPage([aGroup('b')]));
  await user.keyboard('{Enter}');

  expect(await screen.findByRole('alert')).toHaveTextContent(
    'A group is no longer there. Somebody else was faster; this is how it is now.',
  );
  expect(screen.queryByText('1 group came back')).toBeNull();
  await user.keyboard('{Escape}');
  await screen.findByRole('link', { name: /^2 copies of b\.jpg/ });
  expect(screen.queryByRole('link', { name: /^2 copies of a\.jpg/ })).toBeNull();
  expect(screen.queryByText('freed since you came', { exact: false })).toBeNull();
});
