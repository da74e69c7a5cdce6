import { expect, test } from 'vitest';
import { count, moment, percent } from './words';

test('numbers are grouped', () => {
  expect(count(12345)).toBe('12,345');
});

test('what is not all alike is never a hundred', () => {
  expect(percent(0.99999)).toBe('99.9%');
  expect(percent(1)).toBe('100%');
  expect(percent(0.9712)).toBe('97.1%');
});

test('a moment has its date and its time', () => {
  expect(moment('2026-05-01T12:00:00')).toBe('May 1, 2026, 12:00:00 PM');
});
