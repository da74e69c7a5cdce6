import { describe, expect, test } from 'vitest';
import { aCard } from '@/testing/cards';
import { dayLabel, daysOf, monthLabel } from './days';

const taken = (fileName: string, localDateTime: string) => aCard(fileName, { localDateTime });

describe('daysOf', () => {
  test('dates and cards stand in the order given', () => {
    const cards = [
      taken('c.jpg', '2026-05-02T09:00:00'),
      taken('a.jpg', '2026-05-03T09:00:00'),
      taken('b.jpg', '2026-05-02T08:00:00'),
    ];

    const days = daysOf(cards).map((day) => [day.date, day.cards.map((card) => card.fileName)]);

    expect(days).toEqual([
      ['2026-05-02', ['c.jpg', 'b.jpg']],
      ['2026-05-03', ['a.jpg']],
    ]);
  });
});

test('a month bears its name and year', () => {
  expect(monthLabel('2026-05-01')).toBe('May 2026');
});
describe('dayLabel', () => {
  const now = new Date(2026, 4, 2, 23, 59);

  test.each([
    ['2026-05-02', 'Today'],
    ['2026-05-01', 'Yesterday'],
    ['2026-04-30', 'Thu, Apr 30'],
    ['2026-05-03', 'Sun, May 3'],
    ['2025-12-31', 'Wed, Dec 31, 2025'],
  ])('%s is said as %s', (date, label) => {
    expect(dayLabel(date, now)).toBe(label);
  });
});
