import { expect, test } from 'vitest';
import { ApiError } from '@/shared/http';
import { createQueryClient } from './query-client';

test.each([
  ['an answer that will be no other', new ApiError(404), 1],
  ['a server in trouble', new ApiError(503), 3],
  ['no connection', new ApiError(0), 3],
  ['anything else', new Error('odd'), 3],
])('of %s is asked as often as it may help', async (_, error, times) => {
  const client = createQueryClient({ retryDelay: 0 });
  let asked = 0;
  const failing = {
    queryKey: ['photos'],
    queryFn: () => {
      asked += 1;
      return Promise.reject(error);
    },
  };

  await expect(client.query(failing)).rejects.toBe(error);
  expect(asked).toBe(times);
});
