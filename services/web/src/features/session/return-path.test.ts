import { expect, test } from 'vitest';
import { memoryStore } from '@/testing/memory-store';
import { rememberReturn, returnPath } from './return-path';

test('one comes back to where one left', () => {
  const store = memoryStore();
  rememberReturn(store, '/duplicates?sort=space');

  expect(returnPath(store)).toBe('/duplicates?sort=space');
});

test('nobody comes back to the end of a sign-in', () => {
  const store = memoryStore();
  rememberReturn(store, '/auth/callback?code=1');

  expect(returnPath(store)).toBe('/');
});

test.each(['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example', ''])(
  '%s is no place of this page',
  (path) => {
    const store = memoryStore();
    store.setItem('twinlens.return', path);

    expect(returnPath(store)).toBe('/');
  },
);

test('without a place it is the first one', () => {
  expect(returnPath(memoryStore())).toBe('/');
});
