import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const READ = 'GET /api/preferences';
const WRITE = 'PUT /api/preferences';
const COUNTS = 'GET /api/duplicates/counts';
const before = { primaryFormat: 'default', level: '0.95', autoGroup: true };

function open() {
  const server = new FakeServer();
  server.answer(READ, () => Response.json(before));
  server.answer(COUNTS, () => Response.json({ byLevel: { exact: { groups: 1234 } } }));
  server.answer(WRITE, () => Response.json({ ...before, level: 'exact' }));
  return { server, ...renderApp(server, '/preferences') };
}

describe('preferences', () => {
  test('show what holds, and what each level would bring', async () => {
    open();

    expect(await screen.findByRole('radio', { name: /^Near: the same picture/ })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'As Twinlens finds best' })).toBeChecked();
    expect(await screen.findByText('1,234 groups for you')).toBeVisible();
  });

  test.each([
    [/^Exact/, { level: 'exact' }],
    [/^RAW/, { primaryFormat: 'raw' }],
  ])('are saved at once: %s', async (name, body) => {
    const { server, user } = open();
    await user.click(await screen.findByRole('radio', { name }));

    expect(await screen.findByText('Saved')).toBeVisible();
    const sent = server.calls.find((call) => call.route === WRITE);
    expect(sent?.init.body).toBe(JSON.stringify(body));
  });

  test('make lists of groups stale', async () => {
    const { server, user } = open();
    await screen.findByText('1,234 groups for you');
    const asked = server.countOf(COUNTS);
    await user.click(screen.getByRole('checkbox', { name: /one card/ }));
    await screen.findByText('Saved');

    await expect.poll(() => server.countOf(COUNTS)).toBe(2 * asked);
  });

  test('are taken back when they cannot be saved', async () => {
    const { server, user } = open();
    server.answer(WRITE, fails(503));
    await user.click(await screen.findByRole('radio', { name: /^Exact/ }));

    expect(await screen.findByRole('alert')).toHaveTextContent('This could not be saved.');
    expect(screen.getByRole('radio', { name: /^Near/ })).toBeChecked();
  });

  test('of keys stay on this device', async () => {
    const { ports, user } = open();
    const letters = await screen.findByRole('checkbox', { name: 'Keys that are single letters' });
    await user.click(letters);

    expect(letters).not.toBeChecked();
    expect(ports.store.getItem('twinlens.letters')).toBe('off');
  });

  test('that cannot be read can be tried again', async () => {
    const server = new FakeServer();
    server.answer(READ, fails(500));
    server.answer(COUNTS, fails(503));
    const { user } = renderApp(server, '/preferences');
    const again = await screen.findByRole('button', { name: 'Try again' });
    server.answer(READ, () => Response.json(before));
    await user.click(again);

    expect(await screen.findByRole('radio', { name: 'JPEG' })).toBeVisible();
  });

  test('are waited for', async () => {
    const server = new FakeServer();
    server.answer(READ, never);
    renderApp(server, '/preferences');

    expect(await screen.findByText('Loading…')).toBeVisible();
  });
});
