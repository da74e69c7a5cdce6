import { afterEach, expect, test, vi } from 'vitest';
import { browser } from '@/testing/browser';
import { aboveBar } from './above-bar';

const { style } = document.documentElement;
const height = () => style.getPropertyValue('--bottom-bar');

/** A bar that is put into the page, and the function that takes it out. */
function put(offsetHeight: number): () => void {
  const bar = document.createElement('div');
  Object.defineProperty(bar, 'offsetHeight', { value: offsetHeight });
  const leave = aboveBar(bar) as () => void;
  browser.resizers.get(bar)?.();
  return leave;
}

afterEach(() => {
  style.removeProperty('--bottom-bar');
});

test('messages stand above a bar as long as it is there', async () => {
  const leave = put(64);
  expect(height()).toBe('64px');

  leave();
  await Promise.resolve();
  expect(height()).toBe('');
  expect(browser.resizers.size).toBe(0);
});

test.each(['before', 'after'])(
  'where one bar goes %s another comes in its place, nothing is made anew',
  async (when) => {
    const leave = put(64);
    const change = vi.spyOn(style, 'setProperty');
    if (when === 'before') leave();
    const leaveNext = put(64);
    if (when === 'after') leave();
    await Promise.resolve();

    expect([height(), change.mock.calls.length]).toEqual(['64px', 0]);
    leaveNext();
    await Promise.resolve();
    expect(height()).toBe('');
  },
);
