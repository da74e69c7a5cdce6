import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { App } from '@/app/app';
import { createQueryClient } from '@/app/query-client';
import type { FakeServer } from './fake-server';

/** The date that tests live on. */
export const NOW = new Date(2026, 4, 2, 12);

/** The real app over a server in memory, and a person who uses it. */
export function renderApp(server: FakeServer): RenderResult & { user: UserEvent } {
  const ports = { fetch: server.fetch, now: () => NOW };
  const result = render(<App ports={ports} client={createQueryClient({ retryDelay: 0 })} />);
  return { ...result, user: userEvent.setup() };
}
