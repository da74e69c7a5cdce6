import { expect, test } from 'vitest';
import { memoryStore } from '@/testing/memory-store';
import { ownTab } from './own-tab';

test('what a user leaves in a tab is read by nobody else', () => {
  const tab = memoryStore();
  ownTab(tab, 'ada').setItem('a', '1');

  expect(ownTab(tab, 'ada').getItem('a')).toBe('1');
  expect(ownTab(tab, 'bob').getItem('a')).toBeNull();
});

test('who goes leaves nothing', () => {
  const tab = memoryStore();
  ownTab(tab, 'ada').setItem('a', '1');
  ownTab(tab, 'ada').clear();

  expect(ownTab(tab, 'ada').getItem('a')).toBeNull();
});
