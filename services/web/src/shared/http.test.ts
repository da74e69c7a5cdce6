import { describe, expect, test } from 'vitest';
import {
  ApiError,
  isConflict,
  isGone,
  isUnauthorized,
  readJson,
  send,
  type Call,
  type Fetch,
} from './http';

function recorded(response: Response): { fetch: Fetch; sent: RequestInit[] } {
  const sent: RequestInit[] = [];
  const fetch: Fetch = (_path, init) => {
    sent.push(init);
    return Promise.resolve(response);
  };
  return { fetch, sent };
}

async function headersOf(call: Call): Promise<unknown> {
  const { fetch, sent } = recorded(new Response());
  await send(fetch, '/x', call);
  return sent[0]?.headers;
}

describe('send', () => {
  test('a read carries no mark of change', async () => {
    expect(await headersOf({})).toEqual({ Accept: 'application/json' });
  });

  test('a change names the page that asks for it', async () => {
    expect(await headersOf({ method: 'DELETE' })).toMatchObject({ 'X-Requested-With': 'twinlens' });
  });

  test('a body travels as JSON', async () => {
    const { fetch, sent } = recorded(new Response());
    await send(fetch, '/x', { method: 'POST', body: { a: 1 } });

    expect(sent[0]).toMatchObject({
      body: '{"a":1}',
      headers: { 'Content-Type': 'application/json' },
    });
  });

  test('a refusal is an error with its status', async () => {
    const { fetch } = recorded(new Response(null, { status: 418 }));

    await expect(send(fetch, '/x')).rejects.toMatchObject({ name: 'ApiError', status: 418 });
  });

  test('a refusal carries what the server said of it', async () => {
    const problem = { reason: 'wrong_password', current: { revision: 2 } };
    const { fetch } = recorded(
      Response.json(problem, { status: 429, headers: { 'Retry-After': '30' } }),
    );

    await expect(send(fetch, '/x')).rejects.toMatchObject({ problem, retryAfter: 30 });
  });

  test.each([['null'], ['"no"'], ['<html>']])('a refusal of %s says nothing', async (said) => {
    const headers = { 'Retry-After': 'Fri, 31 Dec 1999 23:59:59 GMT' };
    const { fetch } = recorded(new Response(said, { status: 502, headers }));

    await expect(send(fetch, '/x')).rejects.toMatchObject({ problem: {}, retryAfter: 0 });
  });

  test('a lost connection is an error of status 0', async () => {
    const cause = new TypeError('offline');

    await expect(send(() => Promise.reject(cause), '/x')).rejects.toMatchObject({
      status: 0,
      cause,
    });
  });
});

test('an answer that is no JSON is an error of its status', async () => {
  await expect(readJson(new Response('<html>'))).rejects.toMatchObject({ status: 200 });
});

test.each([
  [new ApiError(401), true],
  [new ApiError(403), false],
  [new Error('401'), false],
])('%s: signed out is %s', (error, expected) => {
  expect(isUnauthorized(error)).toBe(expected);
});

test.each([
  [new ApiError(409), true],
  [new ApiError(404), false],
  [new Error('409'), false],
])('%s: somebody was faster is %s', (error, expected) => {
  expect(isConflict(error)).toBe(expected);
});

test.each([
  [new ApiError(404), true],
  [new ApiError(409), false],
  [new Error('404'), false],
])('%s: gone is %s', (error, expected) => {
  expect(isGone(error)).toBe(expected);
});
