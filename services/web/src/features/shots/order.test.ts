import { expect, test } from 'vitest';
import { inOrder, isReached, startOf, startOfMonth } from './order';

test('what stands newest first is turned round where the oldest comes first', () => {
  expect(inOrder([3, 2, 1], 'desc')).toEqual([3, 2, 1]);
  expect(inOrder([3, 2, 1], 'asc')).toEqual([1, 2, 3]);
});

test.each([
  ['desc', '2026-05-01', '2026-05-02', true],
  ['desc', '2026-05-02', '2026-05-02', true],
  ['desc', '2026-05-03', '2026-05-02', false],
  ['asc', '2026-05-01', '2026-05-02', false],
  ['asc', '2026-05-02', '2026-05-02', true],
  ['asc', '2026-05-03', '2026-05-02', true],
] as const)('going %s, %s is reached at %s: %s', (order, moment, sought, expected) => {
  expect(isReached(order, moment, sought)).toBe(expected);
});

test('a date and a month begin with their last moment, or with their first', () => {
  expect(startOf('desc', '2026-05-02')).toBe('2026-05-02T23:59:59.999999');
  expect(startOf('asc', '2026-05-02')).toBe('2026-05-02T00:00:00');
  expect(startOfMonth('desc', '2026-05-01')).toBe('2026-05-31T23:59:59');
  expect(startOfMonth('asc', '2026-05-01')).toBe('2026-05-01T00:00:00');
});
