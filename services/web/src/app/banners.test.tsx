import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeConnection } from '@/testing/fake-connection';
import { FakeServer, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const STATUS = 'GET /api/scan/status';
const scanning = () => Response.json({ grouping: { state: 'running', found: 7, files: 7 } });

test('a lost connection is told as long as it is lost', async () => {
  const connection = new FakeConnection();
  const { unmount } = renderApp(new FakeServer(), '/', { connection });
  await screen.findByRole('heading', { name: 'Photos' });
  connection.set(false);
  expect(screen.getByText(/^You are offline/)).toBeVisible();
  connection.set(true);

  expect(screen.queryByText(/^You are offline/)).toBeNull();

  unmount();
  connection.set(false);
});

test('what was shown stays while the server is away, until it answers again', async () => {
  const server = new FakeServer();
  server.answer(STATUS, scanning);
  const { user } = renderApp(server, '/scan');
  const shown = await screen.findByRole('heading', { name: 'Versions of one shot' });
  server.answer(STATUS, fails(502));
  act(() => {
    window.dispatchEvent(new Event('visibilitychange'));
  });
  const [again] = await screen.findAllByRole('button', { name: 'Try again' });
  expect(await screen.findByText(/^Part of this cannot be asked for/)).toBeVisible();
  expect(shown).toBeVisible();
  server.answer(STATUS, scanning);
  if (again !== undefined) await user.click(again);

  await expect.poll(() => screen.queryByText(/^Part of this cannot be asked for/)).toBeNull();
});
