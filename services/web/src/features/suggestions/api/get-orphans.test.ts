import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { dropSuggestion } from './get-orphans';

test('a suggestion that is on no list is dropped from none', async () => {
  const client = new QueryClient();
  await dropSuggestion(client, '1-2', 'accept');

  expect(
    client
      .getQueryCache()
      .getAll()
      .map((query) => query.state.data),
  ).toEqual([]);
});
