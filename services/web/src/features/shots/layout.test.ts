import { describe, expect, test } from 'vitest';
import { aCard } from '@/testing/cards';
import { daysOf } from './days';
import { besides, cardAt, estimatedHeight, layOut, spotsOf, topOf, within } from './layout';

const on = (day: string, ...hours: string[]) =>
  hours.map((hour) =>
    aCard(`${day}-${hour}`, { ratio: 2, localDateTime: `2026-05-${day}T${hour}:00:00` }),
  );
/** At 940 pixels two of these fill a row of 235. */
const days = daysOf([...on('03', '12', '11', '10'), ...on('02', '09')]);
const block = layOut(days, 942);

describe('a block of days', () => {
  test('has a heading and rows for each day, and a gap behind', () => {
    expect(block.days.map(({ top, height }) => [top, height])).toEqual([
      [0, 48 + 235 + 2 + 235 + 12],
      [532, 48 + 235 + 12],
    ]);
    expect(block.height).toBe(827);
  });

  test('has lower rows on a phone', () => {
    expect(layOut(days, 402).days.map(({ heading }) => heading)).toEqual([32, 32]);
    expect(layOut(days, 402).height).toBe(32 + 202 + 12 + 32 + 100 + 12);
  });

  test('has what bears a title of its own by itself', () => {
    const titled = days.map((day) => ({ ...day, title: 'Found' }));

    expect(layOut(titled, 942).days.map(({ left, width }) => [left, width])).toEqual(
      days.map(() => [0, 942]),
    );
  });
});

describe('small days', () => {
  const one = (day: string) => daysOf(on(day, '12'));
  const placesOf = (width: number, ...found: ReturnType<typeof daysOf>) =>
    layOut(found, width).days.map(({ left, top, width }) => [left, top, width]);

  test('stand side by side as long as there is room', () => {
    const small = ['05', '04', '03'].flatMap(one);

    expect(placesOf(1000, ...small)).toEqual([
      [0, 0, 470],
      [482, 0, 470],
      [0, 295, 470],
    ]);
    expect(layOut(small, 1000).height).toBe(590);
  });

  test('never stand beside rows that are full', () => {
    const days = daysOf([...on('06', '12'), ...on('05', '12', '11', '10'), ...on('04', '12')]);

    expect(placesOf(1000, ...days).map(([left]) => left)).toEqual([0, 0, 0]);
  });

  test('are as wide as their date', () => {
    const narrow = [{ date: '2026-05-01', cards: [aCard('a.jpg', { ratio: 0.5 })] }];

    expect(placesOf(1000, ...narrow)).toEqual([[0, 0, 140]]);
    expect(placesOf(100, ...narrow)).toEqual([[0, 0, 100]]);
  });

  test('are one row for the arrows', () => {
    const spots = spotsOf(layOut(['05', '04', '03'].flatMap(one), 1000), 0);
    const [first, second, third] = spots;

    expect([first?.middle, second?.middle, third?.top]).toEqual([235, 717, 343]);
  });
});

test('more cards are estimated higher', () => {
  expect(estimatedHeight(100, 1000)).toBeGreaterThan(estimatedHeight(50, 1000));
  expect(estimatedHeight(1, 1000)).toBe(237 + 60);
});

describe('a stretch of a block', () => {
  const shown = (top: number, bottom: number) =>
    within(block, { top, bottom }).map(({ placed }) => placed.map(({ card }) => card.fileName));

  test('holds those cards that lie in it', () => {
    expect(shown(0, 100)).toEqual([['03-12', '03-11']]);
    expect(shown(300, 600)).toEqual([['03-10'], ['02-09']]);
  });

  test('may hold a heading only', () => {
    expect(shown(0, 20)).toEqual([[]]);
  });
});

describe('a moment and a line', () => {
  test('the first card that is not newer than a moment tells the line', () => {
    expect(topOf(block, '2026-05-03T10:30:00', 'desc')).toBe(237);
    expect(topOf(block, '2026-05-02T23:00:00', 'desc')).toBe(532);
    expect(topOf(block, '2020-01-01T00:00:00', 'desc')).toBe(0);
  });

  test('or the first that is not older, where the oldest come first', () => {
    const rising = layOut(daysOf([...on('02', '09'), ...on('03', '10', '11', '12')]), 942);

    expect(topOf(rising, '2026-05-02T23:00:00', 'asc')).toBe(295);
  });

  test('the first card that begins below a line tells the moment', () => {
    expect(cardAt(block, 10)?.fileName).toBe('03-10');
    expect(cardAt(block, 300)?.fileName).toBe('02-09');
    expect(cardAt(block, 800)).toBeUndefined();
  });
});

describe('the row above or under', () => {
  const spots = spotsOf(block, 1000);
  const go = (from: number, step: -1 | 1) =>
    spots.slice(from, from + 1).map((spot) => besides(spots, spot, step)?.card.fileName);

  test('begins where the block does', () => {
    expect(spots[0]).toMatchObject({ top: 1048, bottom: 1283, middle: 235 });
  });

  test('leads to the nearest card of the next row', () => {
    expect([go(1, 1), go(2, 1), go(2, -1)]).toEqual([['03-10'], ['02-09'], ['03-12']]);
  });

  test('ends at the edges', () => {
    expect([go(0, -1), go(3, 1)]).toEqual([[undefined], [undefined]]);
  });
});
