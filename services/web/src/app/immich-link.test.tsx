import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeServer } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const CONFIG = 'GET /api/immich/server/config';

const openAt = (externalDomain: unknown) => {
  const server = new FakeServer();
  server.answer(CONFIG, () => Response.json({ externalDomain }));
  renderApp(server, '/more');
  return server;
};

test('Immich is one press away, beside the page and under More', async () => {
  openAt('https://photos.example');
  const side = await screen.findByRole('navigation', { name: 'Main' });
  const links = [side, screen.getByRole('main')].map((place) =>
    within(place).findByRole('link', { name: 'Open in Immich' }),
  );

  for (const link of await Promise.all(links)) {
    expect(link).toHaveAttribute('href', 'https://photos.example/');
    expect(link).toHaveAttribute('target', '_blank');
  }
});

test.each(['', undefined, 'photos', 'https://', 'javascript:alert(1)'])(
  'an address such as %j leads nowhere',
  async (address) => {
    const server = openAt(address);
    await screen.findByRole('heading', { name: 'More' });
    await expect.poll(() => server.countOf(CONFIG)).toBe(1);

    expect(screen.queryByRole('link', { name: 'Open in Immich' })).toBeNull();
  },
);
