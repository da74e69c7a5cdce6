import { expect, test } from 'vitest';
import { pollInterval } from './get-shots';

test.each([
  [1, 3000],
  [3, 3000],
  [20, 20_000],
])('with %d pages open the photos are looked at every %d ms', (pages, milliseconds) => {
  expect(pollInterval(pages)).toBe(milliseconds);
});
