import { describe, expect, test } from 'vitest';
import { movedTo, placesGone, wayMade } from './order';

describe('an order', () => {
  test.each([
    [0, ['c', 'a', 'b', 'd']],
    [2, ['a', 'b', 'c', 'd']],
    [3, ['a', 'b', 'd', 'c']],
  ])('has one thing moved to place %i', (place, wanted) => {
    expect(movedTo(['a', 'b', 'c', 'd'], 'c', place)).toEqual(wanted);
  });

  test('gets what it has not', () => {
    expect(movedTo(['a'], 'b', 1)).toEqual(['a', 'b']);
  });

  test.each([
    [0, 0],
    [24, 0],
    [26, 1],
    [-60, -1],
    [900, 2],
    [-900, -1],
  ])('is left by nothing that is dragged: by %i it goes %i places', (way, places) => {
    expect(placesGone(way, 50, 1, 4)).toBe(places);
  });

  test.each([
    [1, 3, [0, 0, -1, -1]],
    [3, 1, [0, 1, 1, 0]],
    [2, 2, [0, 0, 0, 0]],
  ])('makes way for what goes from %i to %i', (from, to, ways) => {
    expect([0, 1, 2, 3].map((place) => wayMade(place, from, to))).toEqual(ways);
  });
});
