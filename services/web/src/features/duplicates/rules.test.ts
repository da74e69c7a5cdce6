import { describe, expect, test } from 'vitest';
import { aCopy, aGroup, aKeeper } from '@/testing/duplicates';
import type { Copy } from './group';
import { keeperOf, planOf, reordered, usualRules, type Criterion, type Rules } from './rules';

const by = (...order: Criterion[]): Rules => ({ ...usualRules, order });
const kept = (rules: Rules, first: Partial<Copy>, second: Partial<Copy>) => {
  const members = [aCopy('a.jpg', first), aCopy('b.jpg', second)] as const;
  return keeperOf(aGroup('g', { members }), rules, new Set(['in an album'])).filename;
};

describe('a copy is kept', () => {
  test.each<[Criterion, Partial<Copy>, Partial<Copy>]>([
    ['suggested', {}, { isSuggestedKeeper: true }],
    ['favourite', {}, { isFavorite: true }],
    ['resolution', { width: null }, {}],
    ['resolution', { height: null }, {}],
    ['size', {}, { size: 2_000_000 }],
    ['format', {}, { type: 'raw' }],
    ['format', { type: 'odd' }, {}],
    ['metadata', { takenAt: null }, {}],
    ['place', {}, { hasGps: true }],
    ['date', {}, { takenAt: '2020-01-01T00:00:00' }],
    ['date', { takenAt: null, modifiedAt: null }, { takenAt: null }],
    ['album', {}, { assetId: 'in an album' }],
    ['path', {}, { path: 'Best/b.jpg' }],
  ])('for its %s: not %o, but %o', (criterion, first, second) => {
    expect(kept({ ...by(criterion), pattern: 'best' }, first, second)).toBe('b.jpg');
  });

  test('for the next rule where one finds no difference', () => {
    expect(kept(by('favourite', 'size'), {}, { size: 2_000_000 })).toBe('b.jpg');
  });

  test('as suggested where no rule finds a difference, else the first', () => {
    expect(kept(by(), {}, { isSuggestedKeeper: true })).toBe('b.jpg');
    expect(kept(by(), {}, {})).toBe('a.jpg');
  });
});

describe('a group is left alone', () => {
  const keeper = aKeeper('a.jpg');

  test.each([
    ['burst', { burst: true }],
    ['versions', { members: [keeper, aCopy('b.jpg', { versionGroupId: 'shot' })] as const }],
    ['shot', { members: [keeper, aCopy('b.jpg', { inShot: true })] as const }],
    ['unlike', { similarity: 0.94 }],
    ['otherFrame', { members: [keeper, aCopy('b.jpg', { relation: 'cropped' })] as const }],
    ['videos', { members: [keeper, aCopy('b.mp4', { type: 'video' })] as const }],
    ['favourites', { members: [keeper, aCopy('b.jpg', { isFavorite: true })] as const }],
    ['kept', { members: [keeper, aCopy('b.jpg', { isKept: true })] as const }],
    ['damaged', { members: [aKeeper('a.jpg', { damaged: true }), aCopy('b.jpg')] as const }],
  ])('because of %s', (why, more) => {
    const plan = planOf([aGroup('g', more), aGroup('h', more)], usualRules);

    expect(plan.skipped).toEqual({ [why]: 2 });
    expect(plan).toMatchObject({ items: [], skippedCount: 2, files: 0, bytes: 0 });
  });
});

test.each([
  [0, 1000, 1000, undefined],
  [0.1, 1000, 899, undefined],
  [0.1, 899, 1000, undefined],
  [0.1, 1000, 901, 'sameSize'],
  [0.1, 0, 0, 'sameSize'],
])('sizes that must differ by %d: %d and %d', (leastGap, one, other, why) => {
  const members = [aKeeper('a.jpg', { size: one }), aCopy('b.jpg', { size: other })] as const;
  const plan = planOf([aGroup('g', { members })], { ...usualRules, leastGap });

  expect(Object.keys(plan.skipped)).toEqual(why === undefined ? [] : [why]);
});

test('a plan tells what stays and what goes', () => {
  const plan = planOf([aGroup('g'), aGroup('h'), aGroup('i', { burst: true })], usualRules);

  expect(plan.items.map(({ parted }) => parted)).toEqual([
    { keep: ['id-g.jpg'], remove: ['id-g-small.jpg'], bytes: 1_048_576 },
    { keep: ['id-h.jpg'], remove: ['id-h-small.jpg'], bytes: 1_048_576 },
  ]);
  expect(plan).toMatchObject({ files: 2, bytes: 2_097_152, skippedCount: 1 });
});

test('rules are added at the end, taken out, and moved', () => {
  expect(reordered(['size'], 'date', 'toggle')).toEqual(['size', 'date']);
  expect(reordered(['size', 'date'], 'size', 'toggle')).toEqual(['date']);
  expect(reordered(['size', 'date'], 'date', 'up')).toEqual(['date', 'size']);
  expect(reordered(['size', 'date'], 'size', 'down')).toEqual(['date', 'size']);
  expect(reordered(['size', 'date'], 'size', 'up')).toEqual(['size', 'date']);
});
