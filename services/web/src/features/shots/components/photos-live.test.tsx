import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';

import { aCard, aPair } from '@/testing/cards';
import { FakeServer, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const MONTHS = 'GET /api/groups/timeline/buckets';
const card = (name: string) => screen.findByRole('article', { name });
const cards = () => screen.getAllByRole('article').map((item) => item.getAttribute('aria-label'));

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

describe('while the page is open', () => {
  test('a newly copied pair appears as one card', async () => {
    server.cards = [aCard('a.jpg')];
    const { events } = renderApp(server);
    await card('a.jpg');
    act(() => {
      events.send('groups', { version: 1 });
    });
    server.cards = [aPair('IMG_1'), aCard('a.jpg')];
    server.version = 2;
    act(() => {
      events.send('groups', { version: 2 });
    });

    expect(await card('IMG_1.JPG')).toHaveTextContent('2 versions');
    expect(cards()).toEqual(['IMG_1.JPG', 'a.jpg']);
  });

  test('the first word of a newer state has the photos asked for again', async () => {
    server.cards = [aCard('a.jpg')];
    const { events } = renderApp(server);
    await card('a.jpg');
    server.cards = [aCard('b.jpg')];
    server.version = 5;

    act(() => {
      events.send('groups', { version: 5 });
    });

    expect(await card('b.jpg')).toBeVisible();
  });

  test('a running index is told, with how far it is', async () => {
    const { events } = renderApp(server);
    await screen.findByText('No photos yet');
    act(() => {
      events.send('index', { state: 'new', done: 0, total: 0 });
    });

    expect(await screen.findByText('Your photos are being looked up.')).toBeVisible();
    expect(screen.queryByText('No photos yet')).toBeNull();

    act(() => {
      events.send('index', { state: 'running', done: 1200, total: 5000 });
    });

    expect(
      await screen.findByText('Your photos are being looked up: 1,200 of 5,000.'),
    ).toBeVisible();
  });

  test('a look that fails keeps the photos and says that they may be old', async () => {
    server.cards = [aCard('a.jpg')];
    const { events } = renderApp(server);
    await card('a.jpg');
    server.answer(MONTHS, fails(403));

    act(() => {
      events.send('groups', { version: 9 });
    });

    expect(await screen.findByText(/New photos cannot be looked for/)).toBeVisible();
    expect(cards()).toEqual(['a.jpg']);
  });

  test('a session that ends leads to the sign-in screen, with the reason', async () => {
    server.cards = [aCard('a.jpg')];
    const { events } = renderApp(server);
    await card('a.jpg');
    server.signedIn = false;

    act(() => {
      events.send('groups', { version: 9 });
    });

    expect(
      await screen.findByText('Your session has ended. Sign in again to go on.'),
    ).toBeVisible();
  });
});

describe('filters', () => {
  test('stand in the address, with how many cards each shows', async () => {
    server.cards = [aPair('IMG_1')];
    const counts = { raw_jpeg: 1234, exact: 0 };
    server.answer('GET /api/groups/counts', () => Response.json({ filters: counts }));
    const { user } = renderApp(server, '/?filter=similar&at=2026-05-01T12:00:00');
    const button = await screen.findByRole('button', { name: 'RAW+JPEG 1,234' });

    await user.click(button);

    expect(window.location.search).toBe('?filter=raw_jpeg&filter=similar');
    expect(button).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => {
      expect(server.countOf(`${MONTHS}?filter=raw_jpeg&filter=similar`)).toBe(1);
    });
    expect(screen.getByRole('button', { name: 'Exact duplicates 0' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Ungrouped RAW' })).toBeVisible();
  });

  test('of which nothing is left can be cleared', async () => {
    server.cards = [aCard('a.jpg')];
    server.answer(`${MONTHS}?filter=exact`, () => Response.json({ items: [], version: 1 }));
    const { user } = renderApp(server, '/?filter=exact');
    await screen.findByText('No photos of this kind');

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));

    expect(await card('a.jpg')).toBeVisible();
    expect(window.location.search).toBe('');
  });
});
