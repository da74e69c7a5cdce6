import { expect, test } from 'vitest';
import { errorMessage } from './error-message';
import { ApiError } from './http';

test.each([
  [new ApiError(0), 'The server cannot be reached. Check your connection.'],
  [new Error('any'), 'The server cannot be reached. Check your connection.'],
  [new ApiError(401), 'Your session has ended.'],
  [new ApiError(403), 'You are not allowed to see this.'],
  [new ApiError(429), 'Too many tries. Wait a moment.'],
  [new ApiError(429, { retryAfter: 30 }), 'Too many tries. Try again in 30 s.'],
  [new ApiError(404), 'It is not there any more.'],
  [new ApiError(409), 'Somebody else was faster; this is how it is now.'],
  [
    new ApiError(409, { problem: { reason: 'stale_revision', detail: 'It has changed.' } }),
    'Somebody else was faster; this is how it is now.',
  ],
  [
    new ApiError(409, { problem: { reason: 'last_copy', detail: 'No other copy would be left.' } }),
    'No other copy would be left.',
  ],
  [
    new ApiError(409, { problem: { reason: 'last_copy' } }),
    'Somebody else was faster; this is how it is now.',
  ],
  [new ApiError(400, { problem: { detail: 'That is no level.' } }), 'That is no level.'],
  [new ApiError(400), 'It is not there, or it is not shared with you.'],
  [new ApiError(418), 'Something went wrong (418).'],
  [new ApiError(502), 'Immich does not answer just now.'],
  [
    new ApiError(503, { problem: { detail: '/groups/details does not answer for now' } }),
    'A part of Twinlens does not answer just now.',
  ],
  [
    new ApiError(503, { problem: { detail: 'Immich does not answer for now' } }),
    'Immich does not answer just now.',
  ],
  [new ApiError(503), 'Immich does not answer just now.'],
  [new ApiError(504), 'Immich does not answer just now.'],
  [new ApiError(500), 'Something went wrong (500).'],
])('%s is told in words', (error, message) => {
  expect(errorMessage(error)).toBe(message);
});
