import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { anAlbum, bensAlbum } from '@/testing/albums';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const ALBUMS = 'GET /api/immich/albums';
let server: FakeServer;

const album = (name: RegExp) => screen.findByRole('link', { name });
const names = () =>
  within(screen.getByRole('main'))
    .queryAllByRole('listitem')
    .map((item) => item.textContent);

beforeEach(() => {
  server = new FakeServer();
  server.answer(ALBUMS, () => Response.json([anAlbum('Alps'), anAlbum('Beach')]));
  server.answer(`${ALBUMS}?shared=true`, () => Response.json([bensAlbum('Party')]));
});

test('one’s own albums and those that others share stand side by side', async () => {
  renderApp(server, '/albums');

  expect(await album(/Alps/)).toHaveAttribute('href', '/albums/album-Alps');
  expect(names()).toEqual(['Alps2 photos', 'Beach2 photos', 'Party2 photos · From Ben']);
});

test('a cover that is not there is a sign', async () => {
  server.answer(ALBUMS, () =>
    Response.json([anAlbum('Alps'), anAlbum('New', { albumThumbnailAssetId: null })]),
  );
  renderApp(server, '/albums');
  const alps = await album(/Alps/);
  const picture = alps.querySelector('img');
  expect(picture).toHaveAttribute('src', expect.stringContaining('cover-Alps/thumbnail'));
  expect((await album(/New/)).querySelector('img')).toBeNull();
  fireEvent.error(picture as HTMLElement);

  expect(alps.querySelector('img')).toBeNull();
  expect(alps.querySelector('svg')).not.toBeNull();
});

test('kinds and words cut the list down, and stand in the address', async () => {
  const { user } = renderApp(server, '/albums');
  await album(/Alps/);
  await user.click(screen.getByRole('button', { name: 'Mine' }));
  await user.keyboard('/');
  await user.keyboard('bea{Escape}');

  expect(names()).toEqual(['Beach2 photos']);
  expect(window.location.search).toBe('?show=mine&q=bea');
  expect(screen.getByRole('button', { name: 'Mine' })).toHaveAttribute('aria-pressed', 'true');

  await user.click(screen.getByRole('button', { name: 'Shared' }));
  expect(screen.getByText('No such album')).toBeVisible();

  await user.clear(screen.getByRole('searchbox'));
  await user.click(screen.getByRole('button', { name: 'All' }));
  expect(names()).toHaveLength(3);
  expect(window.location.search).toBe('');
});

test('who has no album is told how to get one', async () => {
  server.answer(ALBUMS, () => Response.json([]));
  server.heal(`${ALBUMS}?shared=true`);
  renderApp(server, '/albums');

  expect(await screen.findByText('No albums yet')).toBeVisible();
});

test('an outline stands where albums are on their way', async () => {
  server.answer(ALBUMS, never);
  renderApp(server, '/albums');

  expect(await screen.findByText('Loading albums…')).toBeInTheDocument();
});

test('a failure can be tried again', async () => {
  server.answer(ALBUMS, fails(403));
  const { user } = renderApp(server, '/albums');
  expect(await screen.findByRole('alert')).toHaveTextContent('You are not allowed to see this.');
  server.answer(ALBUMS, () => Response.json([]));
  await user.click(screen.getByRole('button', { name: 'Try again' }));

  await waitFor(() => {
    expect(names()).toEqual(['Party2 photos · From Ben']);
  });
});
