import { expect, test } from 'vitest';
import { filtersOf, toggled } from './filters';

test('an address names filters in any order, also twice, also unknown ones', () => {
  const address = new URLSearchParams('filter=similar&filter=raw_jpeg&filter=similar&filter=blue');

  expect(filtersOf(address)).toEqual(['raw_jpeg', 'similar']);
});

test('a filter is put in at its place, and taken out', () => {
  expect(toggled(['similar'], 'raw_jpeg')).toEqual(['raw_jpeg', 'similar']);
  expect(toggled(['raw_jpeg', 'similar'], 'similar')).toEqual(['raw_jpeg']);
});
