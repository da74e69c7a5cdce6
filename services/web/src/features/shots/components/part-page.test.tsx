import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { anAlbum } from '@/testing/albums';
import { aCard, aPair } from '@/testing/cards';
import { FakeServer, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

let server: FakeServer;

const press = async (name: string) =>
  within(await screen.findByRole('article', { name })).getByRole('button');

beforeEach(() => {
  server = new FakeServer();
  server.cards = [aPair('IMG_1'), aCard('a.jpg', { localDateTime: '2026-05-01T11:00:00' })];
  server.answer('GET /api/immich/albums/a1', () => Response.json(anAlbum('Trip')));
});

test('only the cards of the part are asked for', async () => {
  renderApp(server, '/albums/a1');
  await press('a.jpg');

  const asked = server.calls
    .map(({ route }) => route)
    .filter((route) => route.includes('timeline'));
  expect(asked.toSorted()).toEqual([
    'GET /api/groups/timeline/bucket?timeBucket=2026-05-01&albumId=a1',
    'GET /api/groups/timeline/buckets?albumId=a1',
    'GET /api/groups/timeline/buckets?filter=exact&albumId=a1',
    'GET /api/groups/timeline/buckets?filter=raw_jpeg&albumId=a1',
    'GET /api/groups/timeline/buckets?filter=similar&albumId=a1',
    'GET /api/groups/timeline/buckets?filter=ungrouped_raw&albumId=a1',
  ]);
});

test('filters tell how many cards of the part they show, as far as it is known', async () => {
  server.answer('GET /api/groups/timeline/buckets?filter=exact&albumId=a1', never);
  renderApp(server, '/albums/a1');

  expect(await screen.findByRole('button', { name: 'RAW+JPEG 2' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Exact duplicates' })).toBeVisible();
});

test('filters cut it down, and can be taken away', async () => {
  const { user } = renderApp(server, '/albums/a1');
  await press('a.jpg');
  server.answer('GET /api/groups/timeline/buckets?filter=raw_jpeg&albumId=a1', () =>
    Response.json({ items: [], version: 1 }),
  );
  await user.click(screen.getByRole('button', { name: /^RAW\+JPEG/ }));

  expect(window.location.pathname + window.location.search).toBe('/albums/a1?filter=raw_jpeg');

  await user.click(await screen.findByRole('button', { name: 'Clear filters' }));

  expect(window.location.search).toBe('');
});

test('a photo opens over it, and walks on within it', async () => {
  const { user } = renderApp(server, '/albums/a1');
  await user.click(await press('IMG_1.JPG'));
  expect(window.location.pathname).toBe('/albums/a1/photos/id-IMG_1.JPG');

  await user.keyboard('{ArrowRight}');
  expect(await screen.findByRole('dialog', { name: 'a.jpg' })).toBeVisible();

  await user.keyboard('{Escape}');
  await waitFor(() => {
    expect(window.location.pathname).toBe('/albums/a1');
  });
});

test('a photo that was opened by its address leads to the part, too', async () => {
  const { user } = renderApp(server, '/albums/a1/photos/id-IMG_1.JPG?at=2026-05-01T12:00:00');
  expect(await screen.findByRole('dialog', { name: 'IMG_1.JPG' })).toBeVisible();

  await user.keyboard('{Escape}');
  await waitFor(() => {
    expect(window.location.pathname).toBe('/albums/a1');
  });
});

test('what is picked out can be acted on', async () => {
  const { user } = renderApp(server, '/albums/a1');
  await user.click(await screen.findByRole('checkbox', { name: 'Select a.jpg' }));

  expect(screen.getByRole('toolbar', { name: 'Selected photos' })).toBeVisible();
});

test('a photo of somebody else’s is called after its moment', async () => {
  server.cards = [aCard('', { id: 'x1' }), aCard('', { id: 'x2', isImage: false, cardId: 'x2' })];
  renderApp(server, '/albums/a1');

  expect(await press('Photo of May 1, 2026, 12:00 PM')).toBeVisible();
  expect(await press('Video of May 1, 2026, 12:00 PM')).toBeVisible();
});

describe('an album that begins with its oldest photos', () => {
  const may = ['03', '02', '01'].map((day) =>
    aCard(`may-${day}.jpg`, { localDateTime: `2026-05-${day}T12:00:00` }),
  );
  const april = aCard('april.jpg', { localDateTime: '2026-04-30T09:00:00' });
  const opened = (address = '') => {
    server.cards = [...may, april];
    server.answer('GET /api/immich/albums/a1', () =>
      Response.json(anAlbum('Trip', { order: 'asc' })),
    );
    return renderApp(server, `/albums/a1${address}`);
  };

  test('goes on to newer ones', async () => {
    opened();
    await press('april.jpg');
    await press('may-03.jpg');

    const names = screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'));
    expect(names).toEqual(['april.jpg', 'may-01.jpg', 'may-02.jpg', 'may-03.jpg']);
  });

  test('is walked through in that order', async () => {
    const { user } = opened();
    await press('may-01.jpg');
    await user.click(await press('april.jpg'));
    await user.click(await screen.findByRole('button', { name: 'Next photo' }));

    expect(await screen.findByRole('dialog', { name: 'may-01.jpg' })).toBeVisible();
  });
});
