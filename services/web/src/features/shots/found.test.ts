import { describe, expect, test } from 'vitest';
import { aCard } from '@/testing/cards';
import type { FoundCard } from './api/search-shots';
import { partsOf } from './found';

const found = (name: string, ...whys: string[]): FoundCard => ({
  ...aCard(name),
  matched: whys.map((why) => ({ assetId: `id-${name}`, why, text: name })),
});
const names = (cards: readonly FoundCard[]) => cards.map(({ fileName }) => fileName);

describe('what was found', () => {
  test('is sure where anything but its looks matches', () => {
    const page = [found('a', 'smart'), found('b', 'smart', 'place'), found('c')];
    const { sure, alike, isSureToCome } = partsOf([page]);

    expect([names(sure), names(alike), isSureToCome]).toEqual([['b', 'c'], ['a'], true]);
  });

  test('stays in its order behind a page of which nothing is sure, each card once', () => {
    const { sure, alike, isSureToCome } = partsOf([
      [found('a', 'name'), found('b', 'smart')],
      [found('c', 'smart'), found('b', 'smart')],
      [found('d', 'place')],
    ]);

    expect([names(sure), names(alike), isSureToCome]).toEqual([['a'], ['b', 'c', 'd'], false]);
  });

  test('may be nothing', () => {
    expect(partsOf([[]])).toEqual({ sure: [], alike: [], isSureToCome: false });
  });
});
