import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { anAlbum, bensAlbum } from '@/testing/albums';
import { aCard } from '@/testing/cards';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const ALBUM = 'GET /api/immich/albums/a1';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.cards = [aCard('a.jpg')];
  server.answer(ALBUM, () => Response.json(bensAlbum('Party', { description: 'All of us' })));
});

test('an album says what it is, over its photos, and leads back', async () => {
  renderApp(server, '/albums/a1');

  expect(await screen.findByRole('heading', { name: 'Party' })).toBeVisible();
  expect(screen.getByText('2 photos · May 1 – 3, 2026 · From Ben')).toBeVisible();
  expect(screen.getByText('All of us')).toBeVisible();
  expect(await screen.findByRole('article', { name: 'a.jpg' })).toBeVisible();
  const back = screen.getAllByRole('link', { name: 'Albums' }).at(-1);
  expect(back).toHaveAttribute('href', '/albums');
});

test('photos wait for the order in which the album has them', async () => {
  const album = Promise.withResolvers<Response>();
  server.answer(ALBUM, () => album.promise);
  server.cards = [aCard('b.jpg', { localDateTime: '2026-05-02T12:00:00' }), aCard('a.jpg')];
  renderApp(server, '/albums/a1');
  await screen.findByText('Loading photos…');

  expect(screen.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
  expect(server.countOf('GET /api/groups/timeline/buckets')).toBe(0);

  album.resolve(Response.json(bensAlbum('Party', { order: 'asc' })));

  const [first] = await screen.findAllByRole('article');
  expect(first).toHaveAccessibleName('a.jpg');
});

test('what the list told of an album holds until more is known', async () => {
  server.answer('GET /api/immich/albums', () => Response.json([anAlbum('Trip', { order: 'asc' })]));
  server.answer('GET /api/immich/albums/album-Trip', never);
  server.cards = [aCard('b.jpg', { localDateTime: '2026-05-02T12:00:00' }), aCard('a.jpg')];
  const { user } = renderApp(server, '/albums');
  await user.click(await screen.findByRole('link', { name: /^Trip/ }));
  await screen.findByRole('article', { name: 'a.jpg' });

  expect(screen.getByRole('heading', { level: 1, name: 'Trip' })).toBeVisible();
  const [first] = screen.getAllByRole('article');
  expect(within(first ?? document.body).getByRole('checkbox')).toHaveAccessibleName('Select a.jpg');
});

test('an album that one does not see is not there', async () => {
  server.answer(ALBUM, fails(400));
  const { user } = renderApp(server, '/albums/a1');
  expect(await screen.findByRole('alert')).toHaveTextContent('It is not there any more.');
  server.answer(ALBUM, () => Response.json(bensAlbum('Party')));
  await user.click(screen.getByRole('button', { name: 'Try again' }));

  await waitFor(() => {
    expect(screen.getByRole('heading', { name: 'Party' })).toBeVisible();
  });
});

test('an empty album says so', async () => {
  server.cards = [];
  renderApp(server, '/albums/a1');

  expect(await screen.findByText('This album is empty')).toBeVisible();
});
