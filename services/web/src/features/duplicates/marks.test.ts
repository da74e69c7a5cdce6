import { describe, expect, test } from 'vitest';
import { aCopy, aGroup, aKeeper } from '@/testing/duplicates';
import { keepAll, markOf, parted, toggled, trashOthers } from './marks';

const keeper = aKeeper('a.jpg');
const small = aCopy('b.jpg');
const group = aGroup('g', { members: [keeper, small] });

describe('to begin with', () => {
  test('the suggested copy stays and the others go', () => {
    expect(parted(group, {})).toEqual({
      keep: ['id-a.jpg'],
      remove: ['id-b.jpg'],
      bytes: 1_048_576,
    });
  });

  test.each([
    ['a frame of a burst', { burst: true }],
    ['a version of another shot', { versionGroupId: 'shot' }],
    ['a copy that is not sure', { preselected: false }],
    ['the suggested copy', { isSuggestedKeeper: true }],
  ])('%s stays', (_what, more) => {
    expect(markOf(aCopy('c.jpg', more), {})).toBe('keep');
  });
});

test('a copy can be marked the other way, and back', () => {
  const kept = toggled(group, {}, small);
  expect(kept).toEqual({ 'id-b.jpg': 'keep' });

  expect(toggled(group, kept ?? {}, small)).toEqual({ 'id-b.jpg': 'trash' });
});

test('the last copy stays', () => {
  expect(toggled(group, {}, keeper)).toBeUndefined();
});

test('all can stay', () => {
  expect(parted(group, keepAll(group)).remove).toEqual([]);
});

test('all but the suggested one can go, frames of a burst too', () => {
  const burst = aGroup('g', { members: [keeper, aCopy('b.jpg', { burst: true })] });

  expect(parted(burst, trashOthers(burst)).keep).toEqual(['id-a.jpg']);
});
