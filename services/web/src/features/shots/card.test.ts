import { describe, expect, test } from 'vitest';
import { aCard, aPair, columnsOf } from '@/testing/cards';
import { cardsOf, shows, withOnTop } from './card';

test('cards come out of their columns as they went in', () => {
  const cards = [aPair('IMG_1'), aCard('a.jpg', { thumbhash: 'abc' })];

  expect(cardsOf(columnsOf(cards))).toEqual(cards);
});

test.each([
  ['id-IMG_1.JPG', true],
  ['id-IMG_1.CR2', true],
  ['id-other.jpg', false],
])('a pair shows %s: %s', (id, isShown) => {
  expect(shows(aPair('IMG_1'), id)).toBe(isShown);
});

describe('another version on top', () => {
  const alternates = ['CR2', 'TIF'].map((ending) => ({
    id: `id-IMG_1.${ending}`,
    filename: `IMG_1.${ending}`,
    type: 'raw',
    size: 1,
  }));
  const pair = aPair('IMG_1', { alternates });

  test('changes places with the one that was', () => {
    const card = withOnTop(pair, 'id-IMG_1.CR2');

    expect([card.id, card.fileName]).toEqual(['id-IMG_1.CR2', 'IMG_1.CR2']);
    expect(card.alternates.map(({ id }) => id)).toEqual(['id-IMG_1.JPG', 'id-IMG_1.TIF']);
  });

  test('is none where the card has no such version', () => {
    expect(withOnTop(pair, 'id-other.jpg')).toBe(pair);
  });
});
