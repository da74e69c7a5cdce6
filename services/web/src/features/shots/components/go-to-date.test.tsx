import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { browser } from '@/testing/browser';
import { manyCards } from '@/testing/cards';
import { FakeServer } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.cards = manyCards(3000);
});

test('G goes to a date, whose photos are at the top then', async () => {
  const { user } = renderApp(server);
  await screen.findByRole('article', { name: '0.jpg' });
  await user.keyboard('g');
  const dialog = screen.getByRole('dialog', { name: 'Go to date' });
  fireEvent.change(screen.getByLabelText('Date'), { target: { value: '2026-03-05' } });
  await user.click(screen.getByRole('button', { name: 'Go' }));

  expect(dialog).not.toBeInTheDocument();
  expect(await screen.findByRole('heading', { name: 'Thu, Mar 5' })).toBeVisible();
  await waitFor(() => {
    expect(window.location.search).toContain('at=2026-03-05');
  });
  expect(browser.top).toBeGreaterThan(1000);
});

test('it may be closed without going anywhere', async () => {
  const { user } = renderApp(server);
  await screen.findByRole('article', { name: '0.jpg' });
  await user.keyboard('g');
  await user.click(screen.getByRole('button', { name: 'Close' }));

  expect(screen.queryByRole('dialog')).toBeNull();
  expect(browser.top).toBe(0);
});
