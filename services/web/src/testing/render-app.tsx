import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { App } from '@/app/app';
import { createQueryClient } from '@/app/query-client';
import type { Ports } from '@/shared/ports';
import { FakeConnection } from './fake-connection';
import { FakeEvents } from './fake-events';
import type { FakeServer } from './fake-server';
import { memoryStore } from './memory-store';

/** The date that tests live on. */
export const NOW = new Date(2026, 4, 2, 12);

/** The outer world of a test: a server in memory, events that it sends, an empty device. */
export function portsOf(server: FakeServer, events = new FakeEvents()): Ports {
  return {
    fetch: server.fetch,
    events: () => events,
    now: () => NOW,
    store: memoryStore(),
    tab: memoryStore(),
    connection: new FakeConnection(),
    leave: () => undefined,
  };
}

export interface Rendered extends RenderResult {
  readonly user: UserEvent;
  readonly events: FakeEvents;
  readonly ports: Ports;
}

/** The real app over a server in memory, at an address, and a person who uses it. */
export function renderApp(server: FakeServer, path = '/', given: Partial<Ports> = {}): Rendered {
  window.history.replaceState(null, '', path);
  const events = new FakeEvents();
  const ports = { ...portsOf(server, events), ...given };
  const result = render(<App ports={ports} client={createQueryClient({ retryDelay: 0 })} />);
  return { ...result, user: userEvent.setup(), events, ports };
}
