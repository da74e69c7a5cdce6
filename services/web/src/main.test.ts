import { act, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { aCard } from '@/testing/cards';
import { FakeEvents } from '@/testing/fake-events';
import { FakeServer } from '@/testing/fake-server';

test('the page talks to the server that it came from', async () => {
  const server = new FakeServer();
  server.cards = [aCard('a.jpg')];
  // The entry point is where the browser's own parts enter, so here they are replaced.
  vi.stubGlobal('fetch', server.fetch);
  vi.stubGlobal('EventSource', FakeEvents);
  document.body.innerHTML = '<div id="root"></div>';

  await act(() => import('./main'));

  expect(await screen.findByRole('article', { name: 'a.jpg' })).toBeVisible();
});
