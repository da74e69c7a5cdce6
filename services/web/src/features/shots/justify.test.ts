import { describe, expect, test } from 'vitest';
import { justify, type Box } from './justify';

function layout(ratios: readonly number[], more: { width?: number; rowHeight?: number } = {}) {
  const tiles = ratios.map((ratio) => ({ ratio }));
  return justify(tiles, { width: 1000, rowHeight: 200, gap: 2, ...more });
}

const boxes = (...args: Parameters<typeof layout>): Box[] =>
  layout(...args).placed.map((item) => item.box);

describe('justify', () => {
  test('nothing takes no room', () => {
    expect(layout([])).toEqual({ placed: [], height: 0 });
  });

  test('a lone picture keeps the row height', () => {
    expect(layout([1.5])).toEqual({
      placed: [{ tile: { ratio: 1.5 }, box: { left: 0, top: 0, width: 300, height: 200 } }],
      height: 200,
    });
  });

  test('a full row reaches both edges', () => {
    const row = boxes(Array.from({ length: 12 }, () => 1.5)).filter((box) => box.top === 0);

    expect(row[0]?.left).toBe(0);
    expect(Math.max(...row.map((box) => box.left + box.width))).toBeCloseTo(1000);
  });

  test('rows stand under each other with the gap between', () => {
    const options = { rowHeight: 250 };

    expect(boxes([4, 4, 4, 4], options).map((box) => box.top)).toEqual([0, 252, 504, 756]);
    expect(layout([4, 4, 4, 4], options).height).toBe(1006);
  });

  test('a row ends before a picture that would squeeze it too low', () => {
    const [first, second, panorama] = boxes([2, 2, 4]);

    expect(first?.height).toBeCloseTo(249.5);
    expect(second?.top).toBe(0);
    expect(panorama?.top).toBeCloseTo(251.5);
  });

  test('a panorama and a tower are cropped to bearable shapes', () => {
    const shapes = boxes([0.01, 99], { width: 4000 }).map((box) => box.width / box.height);

    expect(shapes).toEqual([0.5, 4]);
  });

  test('heights stay near the aim', () => {
    const ratios = Array.from({ length: 40 }, () => [1.5, 0.67, 1.78, 1, 1.33]).flat();
    const heights = boxes(ratios).map((box) => box.height);

    expect(Math.min(...heights)).toBeGreaterThan(150);
    expect(Math.max(...heights)).toBeLessThan(270);
  });
});
