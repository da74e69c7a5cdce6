import { expect, test } from 'vitest';
import { modeAfter, modeOf, withMode } from './modes';

test('pictures lie side by side unless the address says otherwise', () => {
  expect(modeOf(new URLSearchParams(''))).toBe('pair');
  expect(modeOf(new URLSearchParams('mode=odd'))).toBe('pair');
  expect(modeOf(new URLSearchParams('mode=blink'))).toBe('blink');
});

test('the key goes through all ways and begins again', () => {
  expect(modeAfter('pair')).toBe('slider');
  expect(modeAfter('grid')).toBe('pair');
});

test('the address says what is not usual', () => {
  const params = withMode(new URLSearchParams('sort=space'), 'grid');

  expect(params.toString()).toBe('sort=space&mode=grid');
  expect(withMode(params, 'pair').toString()).toBe('sort=space');
});
