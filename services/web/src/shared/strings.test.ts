import { expect, test } from 'vitest';
import { strings } from './strings';

test('every reason for leaving a group alone tells how many', () => {
  for (const words of Object.values(strings.duplicates.bulk.reasons)) {
    expect(words('14')).toMatch(/^14 /);
  }
});

test.each([
  [strings.shots.facts.aperture('2.8'), 'ƒ/2.8'],
  [strings.shots.facts.seconds('1/250'), '1/250 s'],
  [strings.shots.facts.iso('400'), 'ISO 400'],
  [strings.shots.facts.millimetres('35'), '35 mm'],
])('%s reads as photographers write it', (told, wanted) => {
  expect(told).toBe(wanted);
});

test('one and many read differently', () => {
  expect([1, 2000].map(strings.duplicates.done.removed)).toEqual([
    '1 copy to the trash',
    '2,000 copies to the trash',
  ]);
  expect([1, 2000].map(strings.versions.dissolved)).toEqual([
    'The group is dissolved',
    '2,000 groups are dissolved',
  ]);
  expect([1, 2000].map(strings.versions.grouped)).toEqual([
    'The group is there again',
    '2,000 groups are there again',
  ]);
});

test('a ZIP of one shot is named after it', () => {
  expect(['', 'IMG_1.CR3'].map(strings.shots.zipName)).toEqual(['photos.zip', 'IMG_1.zip']);
});
