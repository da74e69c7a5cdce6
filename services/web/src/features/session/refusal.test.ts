import { expect, test } from 'vitest';
import { ApiError } from '@/shared/http';
import { refusal } from './refusal';

const told = (status: number, reason: string, detail?: string): ApiError =>
  new ApiError(status, { problem: { reason, ...(detail === undefined ? {} : { detail }) } });

test.each([
  [told(401, 'wrong_password'), 'Email or password is not right.'],
  [
    told(401, 'password_login_disabled'),
    'Your Immich server does not take passwords. Use the other way to sign in.',
  ],
  [told(400, 'not_an_address'), 'That is not an email address that Immich takes.'],
  [told(401, 'oauth_refused'), 'Your Immich server lets nobody in with this account.'],
  [
    told(401, 'oauth_refused', 'User exists.'),
    'Your Immich server lets nobody in with this account. Immich says: User exists.',
  ],
  [
    told(400, 'oauth_failed', 'no'),
    'The identity provider’s answer was not accepted. Start again.',
  ],
  [
    new ApiError(400, { problem: { detail: 'This sign-in was not begun here; start again.' } }),
    'This sign-in was not begun here; start again.',
  ],
  [new ApiError(401), 'Email or password is not right.'],
  [new ApiError(429, { retryAfter: 12 }), 'Too many tries. Try again in 12 s.'],
  [new ApiError(503), 'Immich does not answer just now.'],
  [new Error('offline'), 'The server cannot be reached. Check your connection.'],
])('%#: a refusal is told in words', (error, words) => {
  expect(refusal(error)).toBe(words);
});
