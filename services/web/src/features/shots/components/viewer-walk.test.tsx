import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aCard, anAsset, aPair } from '@/testing/cards';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const pair = aPair('IMG_1', { thumbhash: 'AAAA' });
const older = aCard('older.jpg', { localDateTime: '2026-04-30T09:00:00' });
const newer = aCard('newer.jpg', { localDateTime: '2026-05-01T13:00:00' });

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.cards = [newer, pair, older];
});

const viewer = (name = 'IMG_1.JPG') => screen.findByRole('dialog', { name });
const bodyOf = (route: string): unknown => {
  const call = server.calls.find((one) => one.route === route);
  return JSON.parse(typeof call?.init.body === 'string' ? call.init.body : 'null');
};

/** The viewer, opened by a press on a card. */
async function opened(name = 'IMG_1.JPG') {
  const rendered = renderApp(server);
  const card = await screen.findByRole('article', { name });
  await rendered.user.click(within(card).getByRole('button'));
  return { ...rendered, dialog: await viewer(name) };
}

const rows = async (dialog: HTMLElement) => {
  await within(dialog).findByText('2 versions · RAW+JPEG');
  return within(dialog).getAllByRole('listitem');
};

describe('downloads', () => {
  const links: string[] = [];

  beforeEach(() => {
    links.length = 0;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      links.push(`${this.getAttribute('href') ?? ''} ${this.download}`);
    });
    Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined });
  });

  test('one version is its original', async () => {
    const { user, dialog } = await opened();
    await rows(dialog);
    await user.click(within(dialog).getByRole('button', { name: 'Download' }));

    expect(links).toEqual(['/api/immich/assets/id-IMG_1.JPG/original IMG_1.JPG']);
  });

  test('a lone file is its original', async () => {
    const { user, dialog } = await opened('newer.jpg');
    await user.click(await within(dialog).findByRole('button', { name: 'Download' }));

    expect(links).toEqual(['/api/immich/assets/id-newer.jpg/original newer.jpg']);
  });

  test('all versions are one ZIP', async () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL');
    const made = Promise.withResolvers<Response>();
    server.answer('POST /api/immich/download/archive', () => made.promise);
    const { user, dialog } = await opened();
    await rows(dialog);
    vi.useFakeTimers({ shouldAdvanceTime: true });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Download all' }));

    expect(await screen.findByText('Making a ZIP of 2 files…')).toBeVisible();
    made.resolve(new Response('zip'));
    await waitFor(() => {
      expect(links).toEqual(['blob:1 IMG_1.zip']);
    });
    expect(screen.queryByText('Making a ZIP of 2 files…')).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    vi.useRealTimers();

    expect(revoke).toHaveBeenCalledWith('blob:1');
    expect(bodyOf('POST /api/immich/download/archive')).toEqual({
      assetIds: ['id-IMG_1.JPG', 'id-IMG_1.CR2'],
    });
    expect(user).toBeDefined();
  });

  test('a ZIP that fails says so', async () => {
    server.answer('POST /api/immich/download/archive', fails(403));
    const { user, dialog } = await opened();
    await rows(dialog);
    await user.click(within(dialog).getByRole('button', { name: 'Download all' }));

    expect(await screen.findByText(/The ZIP could not be made/)).toBeVisible();
  });
});

describe('the way through the photos', () => {
  test('leads over the edges of months, by arrows and by buttons', async () => {
    const { user, dialog } = await opened();
    await user.keyboard('{ArrowRight}');
    expect(await viewer('older.jpg')).toBeVisible();
    await user.keyboard('{ArrowRight}');
    expect(screen.queryByRole('button', { name: 'Next photo' })).toBeNull();

    await user.keyboard('{ArrowLeft}');
    await user.click(await within(dialog).findByRole('button', { name: 'Previous photo' }));

    expect(await viewer('newer.jpg')).toBeVisible();
    expect(window.location.search).toBe('?at=2026-05-01T13%3A00%3A00');
  });

  test('leads back to where one was', async () => {
    const { user } = await opened();
    const card = document.querySelector('[data-card="group-IMG_1"]');
    expect(card?.closest('[inert]')).not.toBeNull();
    await user.keyboard('{Escape}');

    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(window.location.pathname).toBe('/');
    expect(document.activeElement).toBe(card);
    expect(card?.closest('[inert]')).toBeNull();
  });

  test('begins at any address, and leads back from there', async () => {
    const { user } = renderApp(server, '/photos/id-IMG_1.CR2');
    const dialog = await viewer('IMG_1.CR2');
    expect(await within(dialog).findByRole('button', { name: 'Next photo' })).toBeVisible();

    await user.click(within(dialog).getByRole('button', { name: 'Back' }));

    expect(window.location.pathname).toBe('/');
    expect(await screen.findByRole('article', { name: 'IMG_1.JPG' })).toBeVisible();
  });

  test('shows a photo that is in no month as well', async () => {
    const lost = aCard('lost.jpg', { localDateTime: '1999-01-01T00:00:00' });
    server.assets.set('lost', anAsset(lost, 'lost'));
    renderApp(server, '/photos/lost');

    expect(await viewer('lost.jpg')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Next photo' })).toBeNull();
  });

  test('tells of a photo that cannot be shown', async () => {
    server.answer('GET /api/immich/assets/gone', fails(404));
    const { user } = renderApp(server, '/photos/gone');
    const failure = await screen.findByRole('alert');
    server.assets.set('gone', anAsset(newer, 'gone'));
    server.heal('GET /api/immich/assets/gone');
    await user.click(within(failure).getByRole('button', { name: 'Try again' }));

    expect(await viewer('newer.jpg')).toBeVisible();
  });

  test('asks for the pictures next to it beforehand', async () => {
    const { dialog } = await opened();
    const wanted = [...dialog.querySelectorAll('[hidden] img')].map((one) =>
      one.getAttribute('src'),
    );

    expect(wanted).toContain('/api/immich/assets/id-newer.jpg/thumbnail?size=preview');
  });
});

test('what an asset is made of is waited for', async () => {
  server.answer('GET /api/immich/assets/id-IMG_1.CR2', never);
  const { user } = renderApp(server, '/photos/id-IMG_1.CR2?at=2026-05-01T12:00:00');
  const dialog = await viewer('IMG_1.JPG');

  expect(within(dialog).getByText('Loading…')).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Back' }));
  expect(window.location.search).toBe('?at=2026-05-01T12%3A00%3A00');
});
