import { describe, expect, test } from 'vitest';
import { anchorAt, lineOf, nextLine, spanAt, spansIn, spansOf, yearTops } from './months';

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
