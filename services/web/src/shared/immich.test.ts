import { expect, test } from 'vitest';
import { FakeServer, fails, unreachable } from '@/testing/fake-server';
import { askImmich } from './immich';

test.each([
  [400, 404],
  [403, 403],
])('a refusal %i is told as %i', async (said, told) => {
  const server = new FakeServer();
  server.answer('GET /api/immich/albums/a1', fails(said));
  const asked = askImmich(server.fetch, '/albums/a1', new AbortController().signal);

  await expect(asked).rejects.toMatchObject({ status: told });
});

test('no answer at all is told as it is', async () => {
  const asked = askImmich(unreachable, '/albums/a1', new AbortController().signal);

  await expect(asked).rejects.toMatchObject({ status: 0 });
});
