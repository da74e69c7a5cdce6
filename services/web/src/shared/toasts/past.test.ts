import { expect, test } from 'vitest';
import { memoryStore } from '@/testing/memory-store';
import { Past } from './past';

const deed = (id: number) => ({ id, text: 'x', undo: { kind: 'groups', told: id } }) as const;

test('what was done in a tab is known to the next page, the newest last', () => {
  const tab = memoryStore();
  const past = new Past(tab);
  for (const id of [1, 2, 3]) past.add(deed(id));
  expect(past.remove(2)).toBe(true);
  expect(past.remove(2)).toBe(false);
  past.add(deed(2));

  expect(new Past(tab).last).toEqual(deed(3));
});

test('only so much of it is kept', () => {
  const tab = memoryStore();
  const past = new Past(tab);
  for (let id = 1; id <= 201; id += 1) past.add(deed(id));
  const next = new Past(tab);
  let known = 0;
  for (; next.last !== undefined; known += 1) next.remove(next.last.id);

  expect(known).toBe(200);
});

test('a store that is full keeps nothing, and what cannot be read is nothing', () => {
  const tab = {
    ...memoryStore(),
    getItem: () => '{',
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  const past = new Past(tab);
  past.add(deed(1));

  expect(past.last).toEqual(deed(1));
  expect(new Past(tab).last).toBeUndefined();
});
