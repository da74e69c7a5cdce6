import { expect, test } from 'vitest';
import { sessionKey, signedOut, type Session } from '@/features/session/session';
import { ApiError } from '@/shared/http';
import { ada } from '@/testing/fake-server';
import { createQueryClient } from './query-client';

async function sessionAfter(error: Error, session: Session): Promise<unknown> {
  const client = createQueryClient({ retryDelay: 0 });
  client.setQueryData(sessionKey, session);
  const failing = { queryKey: ['photos'], queryFn: () => Promise.reject(error) };
  await expect(client.query(failing)).rejects.toBe(error);
  return client.getQueryData(sessionKey);
}

const signedIn: Session = { status: 'signed-in', user: ada };

test('an answer that nobody is signed in ends the session', async () => {
  expect(await sessionAfter(new ApiError(401), signedIn)).toEqual({
    status: 'expired',
    user: ada,
  });
});

test('a late answer after signing out is not called an expired session', async () => {
  expect(await sessionAfter(new ApiError(401), signedOut)).toEqual(signedOut);
});

test('another failure leaves the session alone', async () => {
  expect(await sessionAfter(new ApiError(500), signedIn)).toEqual(signedIn);
});

test('a change that nobody is signed in for ends the session too', async () => {
  const client = createQueryClient();
  client.setQueryData(sessionKey, signedIn);
  const change = client
    .getMutationCache()
    .build(client, { mutationFn: () => Promise.reject(new ApiError(401)) });
  await expect(change.execute(undefined)).rejects.toThrow();

  expect(client.getQueryData(sessionKey)).toMatchObject({ status: 'expired' });
});
