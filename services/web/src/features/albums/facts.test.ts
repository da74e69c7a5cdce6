import { expect, test } from 'vitest';
import { anAlbum, bensAlbum } from '@/testing/albums';
import { ada } from '@/testing/fake-server';
import { albumOf } from './album';
import { facts, shortFacts, titleOf } from './facts';

const seen = (told: Parameters<typeof albumOf>[0]) => albumOf(told, ada.userId);

test('one day is told as one, several as a span', () => {
  const oneDay = seen(anAlbum('Trip', { assetCount: 1, endDate: '2026-05-01T09:00:00.000Z' }));

  expect(facts(oneDay)).toEqual(['1 photo', 'May 1, 2026']);
  expect(facts(seen(anAlbum('Trip')))).toEqual(['2 photos', 'May 1\u2009–\u20093, 2026']);
});

test('what is shared says so, and by whom', () => {
  const told = [anAlbum('Trip', { shared: true }), bensAlbum('Trip')].map(seen);

  expect(told.map((album) => shortFacts(album)[1])).toEqual(['Shared', 'From Ben']);
});

test('an empty album has no dates', () => {
  const album = { ...seen(anAlbum('Trip')), count: 0, from: '', to: '' };

  expect(facts(album)).toEqual(['0 photos']);
});

test('an album without a name is called so', () => {
  expect(titleOf(seen(anAlbum('')))).toBe('Untitled album');
});
