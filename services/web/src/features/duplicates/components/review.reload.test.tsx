import { cleanup, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aGroup, aPage } from '@/testing/duplicates';
import { FakeServer, fails } from '@/testing/fake-server';
import { memoryStore } from '@/testing/memory-store';
import { renderApp } from '@/testing/render-app';

const LIST = 'GET /api/duplicates?sort=newest&limit=40';
const UNDO = 'POST /api/duplicates/undo/t';
const FREED = '1.0 MiB freed since you came';

/** One of two groups is decided, and the page comes back, without that group. */
async function decideAndReload(address = '/duplicates/b') {
  const server = new FakeServer();
  const tab = memoryStore();
  const [a, b] = [aGroup('a'), aGroup('b')];
  server.answer(LIST, () => aPage([a, b]));
  server.answer('GET /api/duplicates/a', () => Response.json(a));
  server.answer('GET /api/duplicates/b', () => Response.json(b));
  server.answer('DELETE /api/duplicates/a/files', () =>
    Response.json({ undoToken: 't', ok: true, items: [{ state: 'trashed', detail: null }] }),
  );
  const { user } = renderApp(server, '/duplicates/a', { tab });
  await card('a.jpg');
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Next group' })).toBeEnabled();
  });
  await user.keyboard('{Enter}');
  await card('b.jpg');
  cleanup();
  server.answer(LIST, () => aPage([b]));
  server.answer(UNDO, () => Response.json({ items: [{ state: 'restored' }] }));
  return { server, tab, ...renderApp(server, address, { tab }) };
}

const card = (name: string) =>
  screen.findByRole('button', { name: new RegExp(`^Copy 1: ${name}`) });
const row = (name: string) =>
  screen.findByRole('link', { name: new RegExp(`^2 copies of ${name}`) });

test('a decision is taken back after the page has come back, and its group is shown', async () => {
  const { server, user } = await decideAndReload();
  await card('b.jpg');
  server.answer(LIST, () => aPage([aGroup('a'), aGroup('b')]));
  await user.keyboard('z');

  expect(await card('a.jpg')).toBeVisible();
  expect(await screen.findByText('Taken back: 1 copy to the trash')).toBeVisible();
  expect(server.countOf(UNDO)).toBe(1);
});

test('what was freed is still told, until it is taken back', async () => {
  const { server, user } = await decideAndReload('/duplicates');
  await row('b.jpg');
  expect(screen.getByText(FREED)).toBeVisible();

  server.answer(LIST, () => aPage([aGroup('a'), aGroup('b')]));
  await user.keyboard('z');
  expect(await row('a.jpg')).toBeVisible();
  expect(screen.queryByText(FREED)).toBeNull();
});

test('what is too late to take back is told once', async () => {
  const { server, user } = await decideAndReload();
  server.answer(UNDO, fails(404));
  await card('b.jpg');
  await user.keyboard('z');
  await screen.findByText('It is too late to take this back: 1 copy to the trash');

  await user.keyboard('z');
  expect(await screen.findByText('There is nothing to take back.')).toBeVisible();
});

test('who signs out leaves nothing to take back', async () => {
  const { server, tab, user } = await decideAndReload();
  await card('b.jpg');
  await user.click(screen.getByRole('button', { name: 'Sign out' }));
  await screen.findByRole('textbox', { name: 'Email' });
  cleanup();
  server.signedIn = true;
  const back = renderApp(server, '/duplicates', { tab });
  await row('b.jpg');
  await back.user.keyboard('z');

  expect(await screen.findByText('There is nothing to take back.')).toBeVisible();
  expect(screen.queryByText(FREED)).toBeNull();
});
