import { expect, test } from 'vitest';
import { activity, isBusy, share, timeLeft } from './progress';

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

test('what is read and still waits to be looked at is not done', () => {
  const look = (waiting: number) => [{ stage: 'look', waiting }];
  const read = { state: 'running', done: 500, total: 500 };

  expect(share({ ...read, backlog: look(300) })).toBe(0.4);
  expect(share({ ...read, backlog: look(800) })).toBe(0);
  expect(share(read)).toBe(1);
  expect(share({ state: 'done', backlog: look(3) })).toBeUndefined();
});

test.each([
  [{ state: 'running' }, 'Scanning'],
  [{ state: 'running', backlog: [{ stage: 'look', waiting: 1 }] }, 'Looking at pictures'],
  [{ state: 'running', stage: 'unheard-of' }, 'Scanning'],
])('%j is called %s', (status, words) => {
  expect(activity(status)).toBe(words);
});
