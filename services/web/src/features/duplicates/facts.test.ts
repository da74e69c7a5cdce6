import { describe, expect, test } from 'vitest';
import { aCopy, aKeeper } from '@/testing/duplicates';
import { factsOf, type Details } from './facts';
import type { Copy } from './group';

function fact(label: string, copies: readonly Copy[], details: readonly Details[] = []) {
  const found = factsOf(copies, details).find((one) => one.label === label);
  return found && [...found.values, ...found.better];
}

const pair = [aKeeper('a.jpg'), aCopy('b.jpg')];

describe('two copies', () => {
  test.each([
    ['Name', ['a.jpg', 'b.jpg', false, false]],
    ['Size', ['3.0 MiB', '1.0 MiB', true, false]],
    ['Dimensions', ['6000 × 4000 (24 MP)', '3000 × 2000 (6 MP)', true, false]],
    ['Format', ['JPEG', 'JPEG', false, false]],
    ['Folder', ['2026/', '2026/', false, false]],
    ['Alike to a.jpg', ['The others are compared with it', '97%', false, false]],
  ])('differ in %s', (label, shown) => {
    expect(fact(label, pair)).toEqual(shown);
  });

  test('are told apart by what differs', () => {
    const differing = factsOf(pair, []).filter(({ differs }) => differs);

    expect(differing.map(({ label }) => label)).toEqual([
      'Name',
      'Size',
      'Dimensions',
      'Alike to a.jpg',
    ]);
  });
});

test('the longer clip is better', () => {
  const clips = [aCopy('a.mp4', { duration: 61_000 }), aCopy('b.mp4', { duration: 7_000 })];

  expect(fact('Length', clips)).toEqual(['1:01', '0:07', true, false]);
});

test('what is known of only one is better', () => {
  const bare = aCopy('b.nef', {
    path: 'b.nef',
    width: null,
    height: null,
    format: null,
    type: 'raw',
    takenAt: null,
    modifiedAt: null,
    damaged: true,
    relation: 'odd',
  });
  const rich = aCopy('a.jpg', { isFavorite: true, relation: 'cropped', alsoAt: ['x', 'y'] });
  const details = [
    { make: 'Canon', model: 'R5', lensModel: '50mm', latitude: 1, longitude: 2.5, rating: 3 },
    { make: null, model: null, latitude: 1, longitude: null, rating: null, description: 'Sea' },
  ];
  const shown = (label: string) => fact(label, [rich, bare], details);

  expect(shown('Camera')).toEqual(['Canon R5', '', true, false]);
  expect(shown('Lens')).toEqual(['50mm', '', false, false]);
  expect(shown('Place')).toEqual(['1.0000, 2.5000', '', true, false]);
  expect(shown('Stars')).toEqual(['★★★', '', true, false]);
  expect(shown('Description')).toEqual(['', 'Sea', false, false]);
  expect(shown('Favourite')).toEqual(['Yes', 'No', true, false]);
  expect(shown('Taken')).toEqual(['May 1, 2026, 12:00:00 PM', '', true, false]);
  expect(shown('Dimensions')).toEqual(['3000 × 2000 (6 MP)', '', true, false]);
  expect(shown('Format')).toEqual(['JPEG', 'RAW', false, false]);
  expect(shown('Folder')).toEqual(['2026/', 'Top of the library', false, false]);
  expect(shown('File')).toEqual(['Whole', 'Damaged', true, false]);
  expect(shown('To the others')).toEqual(['Cropped, or not', 'odd', false, false]);
  expect(shown('Also at')).toEqual(['x\ny', '', false, false]);
});

test('half a size is no size', () => {
  expect(fact('Dimensions', [aCopy('a.jpg', { height: null }), aKeeper('b.jpg')])).toEqual([
    '',
    '6000 × 4000 (24 MP)',
    false,
    true,
  ]);
});

test('copies are alike to the one that they are compared with, whichever stays', () => {
  const covered = [aKeeper('a.jpg', { similarityScore: 0.98 }), aCopy('b.jpg', { isCover: true })];

  expect(fact('Alike to b.jpg', covered)).toEqual([
    '98%',
    'The others are compared with it',
    false,
    false,
  ]);
  expect(fact('Alike to ', [aCopy('a.jpg'), aCopy('b.jpg')])).toBeUndefined();
});
