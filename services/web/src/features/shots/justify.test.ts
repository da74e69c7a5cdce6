import { describe, expect, test } from 'vitest';
import { justify } from './justify';

const options = { width: 1000, rowHeight: 200, gap: 2 };

describe('justify', () => {
  test('nothing takes no room', () => {
    expect(justify([], options)).toEqual({ boxes: [], height: 0 });
  });

  test('a lone picture keeps the row height', () => {
    expect(justify([1.5], options)).toEqual({
      boxes: [{ left: 0, top: 0, width: 300, height: 200 }],
      height: 200,
    });
  });

  test('a full row reaches both edges', () => {
    const { boxes } = justify(
      Array.from({ length: 12 }, () => 1.5),
      options,
    );
    const first = boxes.filter((box) => box.top === 0);
    const last = first.at(-1);

    expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(1000);
  });

  test('rows stand under each other with the gap between', () => {
    const { boxes, height } = justify([4, 4, 4, 4], { ...options, rowHeight: 250 });

    expect(boxes.map((box) => box.top)).toEqual([0, 252, 504, 756]);
    expect(height).toBe(1006);
  });

  test('a row ends before a picture that would squeeze it too low', () => {
    const { boxes } = justify([2, 2, 4], options);

    expect(boxes.map((box) => box.top)).toEqual(
      [0, 0, boxes[0]?.height ?? 0].map((top, index) => (index === 2 ? top + 2 : top)),
    );
  });

  test('a panorama and a tower are cropped to bearable shapes', () => {
    const { boxes } = justify([0.01, 99], { ...options, width: 4000 });

    expect(boxes.map((box) => box.width / box.height)).toEqual([0.5, 4]);
  });

  test('heights stay near the aim', () => {
    const ratios = Array.from(
      { length: 200 },
      (_, index) => [1.5, 0.67, 1.78, 1, 1.33][index % 5] ?? 1,
    );
    const heights = justify(ratios, options).boxes.map((box) => box.height);

    expect(Math.min(...heights)).toBeGreaterThan(150);
    expect(Math.max(...heights)).toBeLessThan(270);
  });
});
