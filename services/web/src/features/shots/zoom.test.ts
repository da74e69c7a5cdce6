import { describe, expect, test } from 'vitest';
import { distance, middle, moved, WHOLE, zoomed } from './zoom';

const half = { x: 500, y: 300 };

describe('zooming', () => {
  test('keeps the point around which it happens', () => {
    expect(zoomed(WHOLE, 2, { x: 100, y: -50 }, half)).toEqual({ scale: 2, x: -100, y: 50 });
  });

  test('ends at ten times, and at the whole picture in its place', () => {
    const close = zoomed(WHOLE, 99, { x: 100, y: 0 }, half);

    expect(close.scale).toBe(10);
    expect(zoomed(close, 0, { x: 0, y: 0 }, half)).toMatchObject({ scale: 1 });
  });
});

test('a picture moves no further than to its edge', () => {
  expect(moved({ scale: 2, x: 0, y: 0 }, { x: 900, y: -100 }, half)).toEqual({
    scale: 2,
    x: 500,
    y: -100,
  });
});

test('two fingers have a distance and a middle', () => {
  expect(distance({ x: 0, y: 0 }, { x: 3, y: 4 })).toBe(5);
  expect(middle({ x: 0, y: 0 }, { x: 4, y: 2 })).toEqual({ x: 2, y: 1 });
});
