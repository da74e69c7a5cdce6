import { describe, expect, test } from 'vitest';
import type { Fetch } from '../http';
import { ask, request } from './client';

function server(body: unknown = {}): { fetch: Fetch; asked: string[]; bodies: unknown[] } {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const fetch: Fetch = (path, init) => {
    asked.push(`${String(init.method)} ${path}`);
    bodies.push(init.body);
    return Promise.resolve(Response.json(body));
  };
  return { fetch, asked, bodies };
}

describe('a call', () => {
  test('of a route that takes nothing is its address', async () => {
    const { fetch, asked } = server();
    await request(fetch, 'post', '/api/session/oauth/start');

    expect(asked).toEqual(['POST /api/session/oauth/start']);
  });

  test('has the names in its path filled in, safely', async () => {
    const { fetch, asked } = server();
    const path = { suggestion_id: 'a/b' };
    await request(fetch, 'post', '/api/suggestions/{suggestion_id}/accept', { path });

    expect(asked).toEqual(['POST /api/suggestions/a%2Fb/accept']);
  });

  test('says of a query what there is, each of several by itself', async () => {
    const { fetch, asked } = server();
    const query = { timeBucket: '2026-05-01', filter: ['exact', 'similar'] } as const;
    await request(fetch, 'get', '/api/groups/timeline/bucket', { query });
    await request(fetch, 'get', '/api/duplicates', { query: { cursor: null, prefix: '' } });

    expect(asked).toEqual([
      'GET /api/groups/timeline/bucket?timeBucket=2026-05-01&filter=exact&filter=similar',
      'GET /api/duplicates',
    ]);
  });

  test('carries its body', async () => {
    const { fetch, bodies } = server();
    await request(fetch, 'put', '/api/preferences', { body: { autoGroup: false } });

    expect(bodies).toEqual(['{"autoGroup":false}']);
  });

  test('is read to its end, also where nobody asks what it says', async () => {
    const answers = [Response.json({ a: 1 }, { status: 202 }), new Response(null, { status: 204 })];
    const left = [...answers];
    const fetch: Fetch = () => Promise.resolve(left.shift() ?? Response.error());
    const first = await request(fetch, 'delete', '/api/session');
    const second = await request(fetch, 'delete', '/api/session');

    expect(answers.map(({ bodyUsed }) => bodyUsed)).toEqual([true, false]);
    expect([first.status, await first.json()]).toEqual([202, { a: 1 }]);
    expect([second.status, await second.text()]).toEqual([204, '']);
  });

  test('whose end does not come is an error of its status', async () => {
    const body = new ReadableStream({
      start: (stream) => {
        stream.error(new TypeError('lost'));
      },
    });
    const fetch: Fetch = () => Promise.resolve(new Response(body));

    await expect(request(fetch, 'delete', '/api/session')).rejects.toMatchObject({
      name: 'ApiError',
      status: 200,
    });
  });

  test('gives the answer of its route', async () => {
    const { fetch } = server({ items: [], version: 3 });
    const { version } = await ask(fetch, 'get', '/api/groups/timeline/buckets');

    expect(version).toBe(3);
  });
});
