import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { anOrphan } from '@/testing/orphans';
import { renderApp, type Rendered } from '@/testing/render-app';
import type { Orphan } from '../orphan';

const LIST = 'GET /api/suggestions/orphan-raws?limit=20';
const ALL = 'GET /api/suggestions/orphan-raws?limit=100';
const ALL_NEXT = 'GET /api/suggestions/orphan-raws?limit=100&cursor=c1';

const page =
  (items: readonly Orphan[], nextCursor: string | null = null) =>
  () =>
    Response.json({ items, nextCursor });
const judged = (token: string) => () => Response.json({ undoToken: token, groups: [] });
const verdict = (id: string, word: string) => `POST /api/suggestions/${id}/${word}`;

const first = anOrphan('A.DNG', ['A.JPG', 0.97], ['B.JPG', 0.6]);
const second = anOrphan('C.DNG', ['C.JPG', 0.5]);

function open(
  items: readonly Orphan[] = [first, second],
  server = new FakeServer(),
): Rendered & { server: FakeServer } {
  server.answer(LIST, page(items));
  return { server, ...renderApp(server, '/suggestions') };
}

describe('accepting all that are likely', () => {
  const rivals = [anOrphan('E.DNG', ['E.JPG', 0.99]), anOrphan('F.DNG', ['E.JPG', 0.96])];
  const more = ['G', 'H', 'I', 'J'].map((name) => anOrphan(`${name}.DNG`, [`${name}.JPG`, 0.96]));

  async function ask(items: readonly Orphan[]) {
    const app = open(items);
    app.server.answer(ALL, page(items.slice(0, 1), 'c1'));
    app.server.answer(ALL_NEXT, page(items.slice(1)));
    await app.user.click(await screen.findByRole('button', { name: 'Accept all from 95 %' }));
    return app;
  }

  test('says first how many, and what is left', async () => {
    const { user, server } = await ask([first, second, ...rivals]);
    const dialog = await screen.findByRole('dialog', { name: 'Accept likely suggestions' });

    expect(dialog).toHaveTextContent('1 RAW files join');
    expect(dialog).toHaveTextContent('2 more are left for you');

    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(server.countOf(verdict('A.DNG-A.JPG', 'accept'))).toBe(0);
  });

  test('is not offered where none is likely, or several RAWs want the same photo', async () => {
    open([second, ...rivals]);
    await screen.findByRole('article', { name: 'C.DNG' });

    expect(screen.queryByRole('button', { name: /^Accept all/ })).toBeNull();
  });

  test('says when there are none by now', async () => {
    const { user, server } = open();
    server.answer(ALL, page([second]));
    await user.click(await screen.findByRole('button', { name: 'Accept all from 95 %' }));

    expect(await screen.findByText('No suggestion is 95 % likely or more.')).toBeVisible();
  });

  test('says when they cannot be counted', async () => {
    const { user, server } = open();
    server.answer(ALL, fails(500));
    await user.click(await screen.findByRole('button', { name: 'Accept all from 95 %' }));

    expect(await screen.findByText(/^They could not be counted/)).toBeVisible();
  });

  test('counts while it waits', async () => {
    const { user, server } = open();
    server.answer(ALL, never);
    await user.click(await screen.findByRole('button', { name: 'Accept all from 95 %' }));

    expect(await screen.findByRole('button', { name: 'Counting…' })).toBeDisabled();
  });

  test('accepts them, tells what failed, and takes all back at once', async () => {
    const { user, server } = await ask([first, ...more]);
    for (const name of ['G', 'H', 'I']) {
      server.answer(verdict(`${name}.DNG-${name}.JPG`, 'accept'), judged(name));
      server.answer(`POST /api/groups/undo/${name}`, () => Response.json({}));
    }
    server.answer(verdict('A.DNG-A.JPG', 'accept'), judged('A'));
    server.answer('POST /api/groups/undo/A', () => Response.json({}));
    server.answer(verdict('J.DNG-J.JPG', 'accept'), fails(404));
    await user.click(await screen.findByRole('button', { name: 'Accept 5' }));

    expect(await screen.findByText('4 suggestions accepted')).toBeVisible();
    expect(screen.getByText('1 could not be accepted.')).toBeVisible();
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText('Taken back: 4 suggestions accepted');

    const undone = server.calls.map((call) => call.route).filter((r) => r.includes('undo'));
    expect(undone.map((route) => route.at(-1))).toEqual(['I', 'H', 'G', 'A']);
  });

  test('stops where it is when the window is closed', async () => {
    const { user, server } = await ask([first, ...more]);
    const held = Promise.withResolvers<Response>();
    server.answer(verdict('A.DNG-A.JPG', 'accept'), () => held.promise);
    for (const name of ['G', 'H', 'I']) {
      server.answer(verdict(`${name}.DNG-${name}.JPG`, 'accept'), judged(name));
    }
    await user.click(await screen.findByRole('button', { name: 'Accept 5' }));
    expect(await screen.findByText('0 of 5')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    held.resolve(judged('A')());

    expect(await screen.findByText('4 suggestions accepted')).toBeVisible();
    expect(server.countOf(verdict('J.DNG-J.JPG', 'accept'))).toBe(0);
  });

  test('says when none could be', async () => {
    const { user, server } = await ask([first]);
    server.answer(verdict('A.DNG-A.JPG', 'accept'), fails(500));
    await user.click(await screen.findByRole('button', { name: 'Accept 1' }));

    expect(await screen.findByText('1 could not be accepted.')).toBeVisible();
    expect(screen.queryByText(/suggestions accepted/)).toBeNull();
  });
});
