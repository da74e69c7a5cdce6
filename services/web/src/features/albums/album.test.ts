import { describe, expect, test } from 'vitest';
import { anAlbum, bensAlbum } from '@/testing/albums';
import { ada } from '@/testing/fake-server';
import { albumOf, albumsOf, chosen, showOf } from './album';

const seen = (...told: Parameters<typeof albumsOf>[0]) => albumsOf(told, ada.userId);

describe('an album', () => {
  test('of somebody else names who shares it, in either version of Immich', () => {
    const three = bensAlbum('Trip');
    const two = { ...three, owner: { id: 'u2', name: 'Ben' }, albumUsers: [] };

    expect([three, two].map((told) => albumOf(told, ada.userId).sharer)).toEqual(['Ben', 'Ben']);
  });

  test('of one’s own names nobody, nor does one whose owner is not told', () => {
    const told = [anAlbum('Trip'), anAlbum('Trip', { albumUsers: [] })];

    expect(seen(...told).map(({ sharer, isShared }) => [sharer, isShared])).toEqual([['', false]]);
  });

  test('without photos has neither dates nor a description that is null', () => {
    const told = anAlbum('Trip', { description: null });
    const album = albumOf(
      { ...told, startDate: undefined, endDate: undefined } as unknown as typeof told,
      ada.userId,
    );

    expect([album.from, album.to, album.description]).toEqual(['', '', '']);
  });
});

test('albums stand once each, the newest photos first, then by name', () => {
  const old = anAlbum('Old', { endDate: '2020-01-01T00:00:00.000Z' });
  const albums = seen(old, anAlbum('B'), anAlbum('A'), old);

  expect(albums.map(({ name }) => name)).toEqual(['A', 'B', 'Old']);
});

test.each([
  ['all', '', ['Both', 'From Ben', 'Mine']],
  ['mine', '', ['Both', 'Mine']],
  ['shared', '', ['Both', 'From Ben']],
  ['all', ' mI ', ['Mine']],
] as const)('of %s with %j in their names there are %j', (show, words, names) => {
  const albums = seen(anAlbum('Mine'), anAlbum('Both', { shared: true }), bensAlbum('From Ben'));

  expect(chosen(albums, show, words).map(({ name }) => name)).toEqual(names);
});

test('an address that names no kind means all', () => {
  expect([showOf('mine'), showOf(''), showOf('blue')]).toEqual(['mine', 'all', 'all']);
});
