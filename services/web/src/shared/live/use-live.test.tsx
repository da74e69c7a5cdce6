import { QueryClient, QueryClientProvider, QueryObserver } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeEvents } from '@/testing/fake-events';
import { FakeServer, fails } from '@/testing/fake-server';
import { portsOf } from '@/testing/render-app';
import { PortsContext } from '../ports';
import { forgetGroups, liveKey, useLive } from './use-live';

const STATE = 'GET /api/events/state';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function listen(server = new FakeServer()) {
  const events = new FakeEvents();
  const client = new QueryClient();
  const ports = portsOf(server, events);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <PortsContext value={ports}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </PortsContext>
  );
  const { unmount } = renderHook(useLive, { wrapper });
  return { client, events, unmount, server };
}

async function later(milliseconds: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
}

describe('an event', () => {
  test('is kept under its name', () => {
    const { client, events } = listen();
    events.send('progress', { done: 1 });

    expect(client.getQueryData(liveKey('progress'))).toEqual({ done: 1 });
  });

  test('that groups changed makes lists of them stale, and nothing else', () => {
    const { client, events } = listen();
    client.setQueryData(['duplicates', 'newest'], []);
    client.setQueryData(['session'], {});
    events.send('groups', { version: 1 });
    expect(client.getQueryState(['duplicates', 'newest'])?.isInvalidated).toBe(false);

    events.send('groups', { version: 1 });
    expect(client.getQueryState(['duplicates', 'newest'])?.isInvalidated).toBe(false);

    events.send('groups', { version: 2 });
    expect(client.getQueryState(['duplicates', 'newest'])?.isInvalidated).toBe(true);
    expect(client.getQueryState(['session'])?.isInvalidated).toBe(false);
  });

  test('that comes first makes what tells of an older state stale, and nothing else', () => {
    const { client, events } = listen();
    client.setQueryData(['groups', 'counts'], { version: 1 });
    client.setQueryData(['duplicates', 'counts'], { version: 2 });
    client.setQueryData(['timeline', 'months'], { version: 1 });
    client.setQueryData(['system'], { version: 1 });
    events.send('groups', { version: 2 });
    const stale = client.getQueryCache().findAll({ predicate: (one) => one.state.isInvalidated });

    expect(stale.map(({ queryKey }) => queryKey.join())).toEqual(['groups,counts']);
  });

  test('has an answer that comes later and tells of an older state asked for once more', async () => {
    const { client, events } = listen();
    events.send('groups', { version: 2 });
    const answer = vi.fn(() => Promise.resolve({ version: 1 }));
    const observer = new QueryObserver(client, { queryKey: ['groups', 'counts'], queryFn: answer });
    const leave = observer.subscribe(() => undefined);
    await later(1000);
    leave();

    expect(answer).toHaveBeenCalledTimes(2);
  });

  test('that comes first after a decision makes them stale, too', async () => {
    const { client, events } = listen();
    await forgetGroups(client);
    client.setQueryData(['groups', 'one', 'a'], {});
    expect(client.getQueryState(['groups', 'one', 'a'])?.isInvalidated).toBe(false);

    events.send('groups', { version: 1 });
    expect(client.getQueryState(['groups', 'one', 'a'])?.isInvalidated).toBe(true);
  });
});

describe('without a stream', () => {
  test('the state is asked for every five seconds', async () => {
    const { client, events, server } = listen();
    server.answer(STATE, () => Response.json({ groups: { version: 4 } }));
    events.break(2);
    events.break(2);
    await later(5000);

    expect(client.getQueryData(liveKey('groups'))).toEqual({ version: 4 });
    expect(server.countOf(STATE)).toBe(1);
  });

  test('trouble is waited out', async () => {
    const { client, events, server } = listen();
    server.answer(STATE, fails(502));
    events.break(2);
    await later(5000);
    server.answer(STATE, () => Response.json({ progress: { done: 2 } }));
    await later(5000);

    expect(client.getQueryData(liveKey('progress'))).toEqual({ done: 2 });
  });

  test('nothing is asked while the browser still tries', async () => {
    const { events, server } = listen();
    events.break(0);
    await later(20_000);

    expect(server.countOf(STATE)).toBe(0);
  });
});

test('everything ends with the page', async () => {
  const { events, server, unmount } = listen();
  events.break(2);
  unmount();
  await later(20_000);

  expect(events.closed).toBe(true);
  expect(server.countOf(STATE)).toBe(0);
});
