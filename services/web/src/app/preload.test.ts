import { expect, test, vi } from 'vitest';
import { preload } from './preload';

const loaded = vi.hoisted((): string[] => []);
vi.mock('@/features/duplicates/components/duplicates-pages', () => {
  loaded.push('duplicates');
  return {};
});
vi.mock('@/features/albums/components/albums-page', () => {
  loaded.push('albums');
  return {};
});
vi.mock('@/features/people/components/people-page', () => {
  throw new Error('offline');
});

test('the screen of an address is fetched, and no other', async () => {
  await preload('/');
  expect(loaded).toEqual([]);

  await preload('/duplicates/some');
  expect(loaded).toEqual(['duplicates']);

  await preload('/albums');
  expect(loaded).toEqual(['duplicates', 'albums']);
});

test('a screen that cannot be fetched is told of when it is shown', async () => {
  await expect(preload('/people')).resolves.toBeUndefined();
});
