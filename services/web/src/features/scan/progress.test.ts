import { expect, test } from 'vitest';
import { activity, isBusy, timeLeft } from './progress';

test.each([
  [null, 'Time left not known yet'],
  [undefined, 'Time left not known yet'],
  [12, 'Less than a minute left'],
  [90, 'About 2 min left'],
  [3 * 3600, 'About 3 h left'],
])('%s seconds: %s', (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});

test('work that waits after a scan is told by its stage', () => {
  const status = { state: 'done', backlog: [{ stage: 'compare', waiting: 2 }] };

  expect(isBusy(status)).toBe(true);
  expect(activity(status)).toBe('Comparing pictures');
});

test.each([
  [{ state: 'running' }, 'Scanning'],
  [{ state: 'running', backlog: [{ stage: 'look', waiting: 1 }] }, 'Looking at pictures'],
  [{ state: 'running', stage: 'unheard-of' }, 'Scanning'],
])('%j is called %s', (status, words) => {
  expect(activity(status)).toBe(words);
});
