import { describe, expect, test } from 'vitest';
import {
  filtersOf,
  isNarrowed,
  levelOf,
  listAddress,
  noFilters,
  reviewAddress,
  withFilters,
} from './filters';

const params = (text: string) => new URLSearchParams(text);

describe('an address', () => {
  test('that says nothing shows everything, the newest first', () => {
    expect(filtersOf(params(''))).toEqual(noFilters);
  });

  test('is read, and what is not known is left out', () => {
    expect(filtersOf(params('type=exact&level=0.90&sort=space&prefix=2026/'))).toEqual({
      type: 'exact',
      level: '0.90',
      sort: 'space',
      prefix: '2026/',
    });
    expect(filtersOf(params('type=odd&level=2&sort=name'))).toEqual(noFilters);
  });

  test('says only what differs, and keeps what else it says', () => {
    const next = withFilters(params('type=exact&mode=slider'), { type: '', sort: 'space' });

    expect(next.toString()).toBe('mode=slider&sort=space');
    expect(withFilters(next, { sort: 'newest' }).toString()).toBe('mode=slider');
  });

  test('leads to a group and back', () => {
    expect(reviewAddress('g', params('sort=space'))).toBe('/duplicates/g?sort=space');
    expect(reviewAddress('g', params(''))).toBe('/duplicates/g');
    expect(listAddress(params('sort=space'))).toBe('/duplicates?sort=space');
    expect(listAddress(params(''))).toBe('/duplicates');
  });
});

test('fewer groups than all are shown by kind and folder', () => {
  expect(isNarrowed(noFilters)).toBe(false);
  expect(isNarrowed({ ...noFilters, type: 'exact' })).toBe(true);
  expect(isNarrowed({ ...noFilters, prefix: 'a' })).toBe(true);
});

test('a level is asked for where somebody chose one', () => {
  expect(levelOf({ ...noFilters, level: '0.90' })).toBe('0.90');
  expect(levelOf(noFilters)).toBeNull();
});
