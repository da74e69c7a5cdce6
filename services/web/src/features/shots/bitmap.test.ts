import { expect, test } from 'vitest';
import { bitmapOf } from './bitmap';

test('pixels are written row by row, blue first, each row in full words', () => {
  const bytes = bitmapOf({ width: 1, height: 2, pixels: [1, 2, 3, 4, 5, 6] });

  expect([...bytes.slice(54)]).toEqual([3, 2, 1, 0, 6, 5, 4, 0]);
});

test('the head tells the kind, the sizes and where pixels begin', () => {
  const bytes = bitmapOf({ width: 1, height: 2, pixels: [1, 2, 3, 4, 5, 6] });
  const head = new DataView(bytes.buffer);

  expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('BM');
  expect([head.getUint32(2, true), head.getUint32(10, true)]).toEqual([62, 54]);
  expect([head.getInt32(18, true), head.getInt32(22, true)]).toEqual([1, -2]);
  expect([head.getUint16(26, true), head.getUint16(28, true)]).toEqual([1, 24]);
});
