import { expect, test } from 'vitest';
import { thumbnailUrl } from './thumbnail-url';

test('a picture without a hash is asked for by its id', () => {
  expect(thumbnailUrl({ id: 'x', thumbhash: null }, 'thumbnail')).toBe(
    '/api/immich/assets/x/thumbnail?size=thumbnail',
  );
});

test('the hash makes a changed picture a new address', () => {
  expect(thumbnailUrl({ id: 'x', thumbhash: 'a+/=' }, 'preview')).toBe(
    '/api/immich/assets/x/thumbnail?size=preview&c=a%2B%2F%3D',
  );
});
