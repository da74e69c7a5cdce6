import { expect, test } from 'vitest';
import { modeAfter, modeOf, usualMode, withMode } from './modes';

test('pictures lie as usual unless the address says otherwise', () => {
  expect(modeOf(new URLSearchParams(''), 'pair')).toBe('pair');
  expect(modeOf(new URLSearchParams('mode=odd'), 'slider')).toBe('slider');
  expect(modeOf(new URLSearchParams('mode=blink'), 'pair')).toBe('blink');
});

test('pictures lie on each other where there is no room for two at a side', () => {
  expect(usualMode({ width: 390, height: 844 })).toBe('slider');
  expect(usualMode({ width: 600, height: 390 })).toBe('pair');
  expect(usualMode({ width: 1440, height: 900 })).toBe('pair');
});

test('the key goes through all ways and begins again', () => {
  expect(modeAfter('pair')).toBe('slider');
  expect(modeAfter('grid')).toBe('pair');
});

test('the address says what is not usual', () => {
  const params = withMode(new URLSearchParams('sort=space'), 'grid', 'pair');

  expect(params.toString()).toBe('sort=space&mode=grid');
  expect(withMode(params, 'pair', 'pair').toString()).toBe('sort=space');
  expect(withMode(params, 'pair', 'slider').toString()).toBe('sort=space&mode=pair');
});
