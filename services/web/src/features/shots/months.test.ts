import { describe, expect, test } from 'vitest';
import { anchorAt, lineOf, marksOf, nextLine, spanAt, spansIn, spansOf, yearTops } from './months';

const months = ['2026-02-01', '2026-01-01', '2025-12-01'].map((timeBucket) => ({
  timeBucket,
  count: 1,
}));
const spans = spansOf(months, () => 100);

test('months lie one under another', () => {
  expect(spans.map(({ top }) => top)).toEqual([0, 100, 200]);
});

test('a stretch holds the months that it touches', () => {
  expect(spansIn(spans, { top: 50, bottom: 110 }).map(({ top }) => top)).toEqual([0, 100]);
});

test('a line lies in a month, but not at the top', () => {
  expect([spanAt(spans, 0), spanAt(spans, 150)?.top]).toEqual([undefined, 100]);
});

describe('an anchor', () => {
  test('keeps its line where months above take other heights', () => {
    const anchor = anchorAt(spans, 130);
    const now = spansOf(months, ({ timeBucket }) => (timeBucket === '2026-02-01' ? 300 : 100));

    expect(anchor && lineOf(now, anchor)).toBe(330);
  });

  test('keeps its share of a month that takes another height', () => {
    const anchor = anchorAt(spans, 130);
    const now = spansOf(months, () => 200);

    expect(anchor && lineOf(now, anchor)).toBe(260);
  });

  test('is nowhere once its month is gone', () => {
    const anchor = anchorAt(spans, 130);

    expect(
      anchor &&
        lineOf(
          spansOf(months.slice(0, 1), () => 100),
          anchor,
        ),
    ).toBeUndefined();
  });

  test('is none at the top', () => {
    expect(anchorAt(spans, -10)).toBeUndefined();
  });
});

test('the next line below or above is not the one that one is at', () => {
  const lines = [0, 100, 200];

  expect([nextLine(lines, 100, 1), nextLine(lines, 100, -1)]).toEqual([200, 0]);
  expect([nextLine(lines, 200, 1), nextLine(lines, 0, -1)]).toEqual([undefined, undefined]);
});

test('a year begins with its newest month', () => {
  expect(yearTops(spans)).toEqual([0, 200]);
});

describe('marks at the edge', () => {
  const named = (all: readonly string[], heights: readonly number[]) => {
    const buckets = all.map((timeBucket, place) => ({ timeBucket, count: heights[place] ?? 0 }));
    const height = heights.reduce((sum, one) => sum + one, 0);
    const marks = marksOf(
      spansOf(buckets, ({ count }) => count),
      height,
    );
    return marks.map(({ name, share }) => `${name} ${share}`);
  };

  test('name the months of a year where there is no other', () => {
    const all = ['2026-11-01', '2026-10-01', '2026-02-01'];

    expect(named(all, [50, 25, 25])).toEqual(['2026 0', 'Oct 0.5', 'Feb 0.75']);
  });

  test('leave a month out that is too near, but no year', () => {
    const all = ['2026-02-01', '2026-01-01', '2025-12-01', '2025-11-01', '2025-10-01'];

    expect(named(all, [500, 10, 10, 380, 100])).toEqual(['2026 0', '2025 0.51', 'Oct 0.9']);
  });

  test('name years only where there are more of them, and not all of a crowd', () => {
    const all = ['2026-02-01', '2026-01-01', '2025-12-01', '2024-12-01', '2023-12-01'];

    expect(named(all, [250, 250, 10, 290, 200])).toEqual(['2026 0', '2025 0.5', '2023 0.8']);
  });
});
