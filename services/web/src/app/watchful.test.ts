import { expect, test, vi } from 'vitest';
import { watchful } from './watchful';

const answering = (status: number) => () => Promise.resolve(new Response(null, { status }));

test.each([
  ['/api/duplicates/resolve', 401, 1],
  ['/api/duplicates/resolve', 403, 0],
  ['/api/session', 401, 0],
])('of %s with %d the end of the session is told %d times', async (path, status, times) => {
  const onEnd = vi.fn();

  const answer = await watchful(answering(status), onEnd)(path, {});

  expect(answer.status).toBe(status);
  expect(onEnd).toHaveBeenCalledTimes(times);
});
