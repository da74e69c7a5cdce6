import { describe, expect, test } from 'vitest';
import { anAsset } from '@/testing/assets';
import { dayLabel, daysOf } from './days';
import { shotsOf } from './shot';

const taken = (filename: string, localDateTime: string) => anAsset(filename, { localDateTime });

describe('daysOf', () => {
  test('dates stand newest first, shots in the order given', () => {
    const shots = shotsOf([
      taken('c.jpg', '2026-05-02T09:00:00.000Z'),
      taken('a.jpg', '2026-05-03T09:00:00.000Z'),
      taken('b.jpg', '2026-05-02T08:00:00.000Z'),
    ]);

    const days = daysOf(shots).map((day) => [day.date, day.shots.map((shot) => shot.filename)]);

    expect(days).toEqual([
      ['2026-05-03', ['a.jpg']],
      ['2026-05-02', ['c.jpg', 'b.jpg']],
    ]);
  });

  test('an older date may come first', () => {
    const shots = shotsOf([
      taken('old.jpg', '2020-01-01T09:00:00.000Z'),
      taken('new.jpg', '2026-01-01T09:00:00.000Z'),
    ]);

    expect(daysOf(shots).map((day) => day.date)).toEqual(['2026-01-01', '2020-01-01']);
  });
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
