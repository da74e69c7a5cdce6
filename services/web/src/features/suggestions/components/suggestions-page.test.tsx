import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { browser } from '@/testing/browser';
import { FakeServer, fails, never, refuses } from '@/testing/fake-server';
import { anOrphan } from '@/testing/orphans';
import { renderApp, type Rendered } from '@/testing/render-app';
import type { Orphan } from '../orphan';

const LIST = 'GET /api/suggestions/orphan-raws?limit=20';
const NEXT = 'GET /api/suggestions/orphan-raws?limit=20&cursor=c1';

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

const row = (name: string) => screen.findByRole('article', { name });
const marked = () =>
  screen.getAllByRole('listitem', { current: true }).map((one) => one.textContent);

describe('the list', () => {
  test('shows a RAW with what it may belong to, how likely, and why it did not match', async () => {
    open();
    const raw = await row('A.DNG');

    expect(raw).toHaveTextContent('May 1, 2026, 12:00:00 PM · Canon EOS R5 · 4.0 MiB');
    expect(raw).toHaveTextContent('97 % likely');
    expect(raw).toHaveTextContent('It did not match by itself: taken 4 s apart.');
    expect(within(raw).getByRole('img', { name: 'A.JPG' })).toHaveAttribute(
      'src',
      '/api/immich/assets/id-A.JPG/thumbnail?size=thumbnail',
    );
  });

  test('makes do with what is known of a file', async () => {
    const bare = { camera: null, thumbhash: 'h', size: 900 };
    open([
      { ...first, ...bare, candidates: first.candidates.map((c) => ({ ...c, reason: null })) },
    ]);
    const raw = await row('A.DNG');

    expect(within(raw).getByText('May 1, 2026, 12:00:00 PM · 900 B')).toBeVisible();
    expect(raw).toHaveTextContent('It did not match by itself.');
    expect(within(raw).getByRole('img', { name: 'A.DNG' })).toHaveAttribute(
      'src',
      '/api/immich/assets/id-A.DNG/thumbnail?size=thumbnail&c=h',
    );
  });

  test('has a tile where Immich has no picture', async () => {
    open();
    within(await row('A.DNG'))
      .getByRole('img', { name: 'A.DNG' })
      .dispatchEvent(new Event('error'));

    expect(await screen.findByText('DNG')).toBeVisible();
  });

  test('is waited for', async () => {
    const server = new FakeServer();
    server.answer(LIST, never);
    renderApp(server, '/suggestions');

    expect(await screen.findByText('Loading…')).toBeVisible();
  });

  test('says when there is nothing', async () => {
    open([]);

    expect(await screen.findByText('Nothing to suggest')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Accept all/ })).toBeNull();
  });

  test.each([
    [3, [first, second], '1 more RAW file has no likely partner.'],
    [1234, [first], '1,233 more RAW files have no likely partner.'],
    [2, [], '2 RAW files have no likely partner.'],
  ])('tells of %i RAWs that stand alone how many have no partner', async (all, items, text) => {
    const server = new FakeServer();
    server.answer('GET /api/groups/counts', () =>
      Response.json({ filters: { ungrouped_raw: all } }),
    );
    open(items, server);

    expect(await screen.findByText(text)).toBeVisible();
    const way = screen.getByRole('link', { name: 'Show RAW files that stand alone' });
    expect(way).toHaveAttribute('href', '/?filter=ungrouped_raw');
  });

  test('tells of no others once there are none', async () => {
    const server = new FakeServer();
    const counted = (all: number) => () => Response.json({ filters: { ungrouped_raw: all } });
    server.answer('GET /api/groups/counts', counted(3));
    open([first, second], server);
    await screen.findByText(/no likely partner/);
    server.answer('GET /api/groups/counts', counted(2));
    window.dispatchEvent(new Event('visibilitychange'));

    await expect.poll(() => screen.queryByText(/no likely partner/)).toBeNull();
  });

  test('can be asked for again when it failed', async () => {
    const server = new FakeServer();
    server.answer(LIST, refuses(503, { detail: '/suggestions/lookup does not answer for now' }));
    const { user } = renderApp(server, '/suggestions');
    const failure = await screen.findByRole('alert');
    expect(failure).toHaveTextContent('A part of Twinlens does not answer just now.');
    server.answer(LIST, page([first]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await row('A.DNG')).toBeVisible();
  });

  test('goes on with the next page near its end', async () => {
    const server = new FakeServer();
    server.answer(LIST, page([first], 'c1'));
    server.answer(NEXT, fails(500));
    const { user } = renderApp(server, '/suggestions');
    await row('A.DNG');
    expect(server.countOf(NEXT)).toBe(0);
    browser.scroll(true);
    await screen.findByRole('alert');
    server.answer(NEXT, page([second]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await row('C.DNG')).toBeVisible();
    expect(screen.queryByText('Loading more suggestions…')).toBeNull();
  });

  test('looks on when a page holds nothing', async () => {
    const server = new FakeServer();
    browser.nearEnd = true;
    server.answer(LIST, page([], 'c1'));
    server.answer(NEXT, page([second]));
    renderApp(server, '/suggestions');

    expect(await row('C.DNG')).toBeVisible();
  });
});

describe('a suggestion', () => {
  test('that is accepted goes with its RAW, and comes back by undo', async () => {
    const { server, user } = open();
    server.answer(verdict('A.DNG-A.JPG', 'accept'), judged('t1'));
    server.answer('POST /api/groups/undo/t1', () => Response.json({}));
    await user.click(await screen.findByRole('button', { name: /^Accept: A.DNG and A.JPG/ }));

    expect(await screen.findByText('A.DNG and A.JPG are one shot')).toBeVisible();
    expect(screen.queryByRole('article', { name: 'A.DNG' })).toBeNull();
    expect(await row('C.DNG')).toHaveFocus();

    await user.click(screen.getByRole('button', { name: 'Undo' }));

    expect(await row('A.DNG')).toBeVisible();
    expect(server.countOf('POST /api/groups/undo/t1')).toBe(1);
  });

  test('that is rejected leaves the other ones', async () => {
    const { server, user } = open();
    server.answer(verdict('A.DNG-A.JPG', 'reject'), judged('t1'));
    await user.click(await screen.findByRole('button', { name: /^Reject: A.DNG and A.JPG/ }));

    expect(await screen.findByText('A.DNG and A.JPG are not one shot')).toBeVisible();
    expect(await row('A.DNG')).not.toHaveTextContent('A.JPG');
  });

  test.each([
    ['accept', 'This could not be accepted.'],
    ['reject', 'This could not be rejected.'],
  ])('comes back when somebody else was faster to %s', async (word, failure) => {
    const { server, user } = open();
    server.answer(verdict('A.DNG-A.JPG', word), refuses(409, {}));
    await user.click(
      await screen.findByRole('button', { name: new RegExp(`^${word}: A.DNG and A.JPG`, 'i') }),
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      `${failure} Somebody else was faster`,
    );
    expect(await row('A.DNG')).toHaveTextContent('97 % likely');
  });
});

describe('keys', () => {
  test('go from RAW to RAW and from suggestion to suggestion', async () => {
    const { user } = open();
    await row('A.DNG');
    expect(marked()).toEqual([expect.stringContaining('A.JPG')]);
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(marked()).toEqual([expect.stringContaining('B.JPG')]);
    await user.keyboard('{ArrowDown}');
    expect(marked()).toEqual([expect.stringContaining('C.JPG')]);
    expect(await row('C.DNG')).toHaveFocus();
    await user.keyboard('{ArrowDown}{ArrowUp}{ArrowRight}{ArrowLeft}');
    expect(marked()).toEqual([expect.stringContaining('A.JPG')]);
  });

  test('decide, and go on to the next', async () => {
    const { server, user } = open();
    server.answer(verdict('A.DNG-A.JPG', 'reject'), judged('t1'));
    server.answer(verdict('A.DNG-B.JPG', 'accept'), judged('t2'));
    await row('A.DNG');
    await user.keyboard('x');
    await screen.findByText('A.DNG and A.JPG are not one shot');
    await user.keyboard('a');
    await screen.findByText('A.DNG and B.JPG are one shot');

    expect(marked()).toEqual([expect.stringContaining('C.JPG')]);
  });

  test('act where the focus went', async () => {
    open();
    const other = await row('C.DNG');
    within(other)
      .getByRole('button', { name: /^Reject/ })
      .focus();

    await expect.poll(marked).toEqual([expect.stringContaining('C.JPG')]);
  });
});
