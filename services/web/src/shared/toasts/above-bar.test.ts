import { expect, test } from 'vitest';
import { aboveBar } from './above-bar';

test('messages stand above a bar as long as it is there', () => {
  const bar = document.createElement('div');
  Object.defineProperty(bar, 'offsetHeight', { value: 64 });
  const { style } = document.documentElement;
  const forget = aboveBar(bar) as () => void;
  expect(style.getPropertyValue('--bottom-bar')).toBe('64px');

  forget();
  expect(style.getPropertyValue('--bottom-bar')).toBe('');
});
