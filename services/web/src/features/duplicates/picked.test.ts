import { describe, expect, test } from 'vitest';
import { allPicked, between, isPicked, nothingPicked, pickedCount, withPicked } from './picked';

describe('some groups', () => {
  const some = withPicked(nothingPicked, ['a', 'b'], true);

  test('are picked', () => {
    expect([isPicked(some, 'a'), isPicked(some, 'c')]).toEqual([true, false]);
    expect(pickedCount(some, 9)).toBe(2);
  });

  test('are let go, and picked once only', () => {
    expect(withPicked(some, ['a'], false).ids).toEqual(new Set(['b']));
    expect(pickedCount(withPicked(some, ['a'], true), 9)).toBe(2);
  });
});

describe('all groups but some', () => {
  const most = withPicked(allPicked, ['a'], false);

  test('are picked, those too that nobody has seen yet', () => {
    expect([isPicked(most, 'a'), isPicked(most, 'z')]).toEqual([false, true]);
    expect(pickedCount(most, 9)).toBe(8);
    expect(pickedCount(most, 0)).toBe(0);
  });

  test('are all again', () => {
    expect(withPicked(most, ['a'], true)).toEqual(allPicked);
  });
});

test('a range goes either way', () => {
  expect(between(['a', 'b', 'c', 'd'], 2, 0)).toEqual(['a', 'b', 'c']);
  expect(between(['a', 'b', 'c', 'd'], 1, 1)).toEqual(['b']);
});
