import { expect, test } from 'vitest';
import { errorMessage } from './error-message';
import { ApiError } from './http';

test.each([
  [new ApiError(0), 'The server cannot be reached. Check your connection.'],
  [new Error('any'), 'The server cannot be reached. Check your connection.'],
  [new ApiError(403), 'You are not allowed to see this.'],
  [new ApiError(429), 'Too many tries. Wait a moment.'],
  [new ApiError(502), 'Immich does not answer just now.'],
  [new ApiError(504), 'Immich does not answer just now.'],
  [new ApiError(500), 'Something went wrong (500).'],
])('%s is told in words', (error, message) => {
  expect(errorMessage(error)).toBe(message);
});
