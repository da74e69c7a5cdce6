import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aPair, anAsset } from '@/testing/assets';
import { FakeServer, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const SEARCH = 'POST /api/immich/search/metadata';
const card = (filename: string) => screen.findByRole('article', { name: filename });
const cards = () => screen.getAllByRole('article').map((item) => item.getAttribute('aria-label'));

let server: FakeServer;

describe('while the page is open', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    server = new FakeServer();
    server.assets = [anAsset('a.jpg')];
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  test('a newly copied pair appears as one card', async () => {
    renderApp(server);
    await card('a.jpg');
    server.assets = [...aPair('IMG_1'), ...server.assets];

    await vi.advanceTimersByTimeAsync(3000);
    const pair = await card('IMG_1.JPG');

    expect(pair).toHaveTextContent('2 versions');
    expect(cards()).toEqual(['IMG_1.JPG', 'a.jpg']);
  });

  test('a look that fails keeps the photos and says that they may be old', async () => {
    renderApp(server);
    await card('a.jpg');
    server.answer(SEARCH, fails(502));

    await vi.advanceTimersByTimeAsync(3000);

    expect(await screen.findByText(/New photos cannot be looked for/)).toBeVisible();
    expect(cards()).toEqual(['a.jpg']);
  });

  test('a session that ends leads to the sign-in screen, with the reason', async () => {
    renderApp(server);
    await card('a.jpg');
    server.signedIn = false;

    await vi.advanceTimersByTimeAsync(3000);

    await waitFor(() => {
      expect(screen.getByText('Your session has ended. Sign in again to go on.')).toBeVisible();
    });
  });
});
