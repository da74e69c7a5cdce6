import { expect, test } from 'vitest';
import { anOrphan } from '@/testing/orphans';
import { likely, without } from './orphan';

const one = anOrphan('A.DNG', ['A.JPG', 0.97], ['B.JPG', 0.6]);
const other = anOrphan('C.DNG', ['C.JPG', 0.5]);

test('a RAW that was joined has nothing left to decide', () => {
  expect(without([one, other], 'A.DNG-A.JPG', 'accept')).toEqual([other]);
});

test('after a rejection the other candidates stay', () => {
  expect(without([one, other], 'A.DNG-A.JPG', 'reject')).toEqual([
    { ...one, candidates: one.candidates.slice(1) },
    other,
  ]);
});

test('a RAW without candidates goes', () => {
  expect(without([one, other], 'C.DNG-C.JPG', 'reject')).toEqual([one]);
});

test('only what is sure enough is accepted without looking', () => {
  expect(likely([one, other], 0.95)).toEqual({ ids: ['A.DNG-A.JPG'], contested: 0 });
});

test('a photo that two RAWs want is left to be looked at', () => {
  const rival = anOrphan('D.DNG', ['A.JPG', 0.99]);

  expect(likely([one, rival], 0.95)).toEqual({ ids: [], contested: 2 });
});
