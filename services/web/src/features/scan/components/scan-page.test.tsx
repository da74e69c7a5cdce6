import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { ScanStatus } from '../progress';

const STATUS = 'GET /api/scan/status';

const reading: ScanStatus = {
  state: 'running',
  stage: 'read',
  total: 2000,
  done: 500,
  rate: 812.4,
  etaSeconds: 600,
  files: 12_345,
  filesFailed: 2,
  note: null,
  backlog: [
    { stage: 'compare', waiting: 30 },
    { stage: 'group', waiting: 0 },
  ],
};
const problem = { path: 'trip/a.jpg', problem: 'It ends too early.', attempts: 2, retryAt: null };

function open(status: Record<string, ScanStatus>, isAdmin = false) {
  const server = new FakeServer();
  server.user = { ...server.user, isAdmin };
  server.answer(STATUS, () => Response.json(status));
  return { server, ...renderApp(server, '/scan') };
}

async function card(name: string) {
  return within(await screen.findByRole('region', { name }));
}

describe('a service', () => {
  test('that reads tells how far it is and how long it takes', async () => {
    open({ grouping: reading });

    const shown = await card('Versions of one shot');
    expect(shown.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '25');
    expect(shown.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      '500 of 2,000 files read',
      '812 a second',
      'About 10 min left',
      'Comparing pictures: 30 waiting',
      '12,345 files known',
      '2 could not be read',
    ]);
    expect(shown.getByRole('status')).toHaveTextContent('Reading files');
    expect(shown.queryByRole('button')).toBeNull();
  });

  test('that is paused says so, what comes next, and no end', async () => {
    open({ dedup: { ...reading, state: 'paused', done: 2000, stage: 'read' } });

    const shown = await card('Duplicates');
    expect(shown.getByRole('status')).toHaveTextContent('Paused · Comparing pictures');
    expect(shown.queryByText(/left/)).toBeNull();
    expect(shown.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '99');
  });

  test('that looks for files has no end yet', async () => {
    open({
      dedup: { ...reading, stage: 'discover', rate: 0, total: 0, note: 'The root is away.' },
    });

    const shown = await card('Duplicates');
    expect(shown.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow');
    expect(shown.getByText('The root is away.')).toBeVisible();
  });

  test('with nothing to do is quiet', async () => {
    open({ other: { state: 'done', files: 3 }, dedup: { state: 'resting' } });

    expect((await card('other')).getByRole('status')).toHaveTextContent('Up to date');
    expect((await card('Duplicates')).getByRole('status')).toHaveTextContent('resting');
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  test('goes on as events say', async () => {
    const { events } = open({ grouping: reading });
    await card('Versions of one shot');
    events.send('progress', { grouping: { ...reading, state: 'done', backlog: [] } });

    const shown = await card('Versions of one shot');
    expect(await shown.findByText('Up to date')).toBeVisible();
  });
});

describe('a service with little to tell', () => {
  test('tells what waits', async () => {
    open({
      dedup: { state: 'done', backlog: [{ stage: 'odd', waiting: 2 }] },
      grouping: { state: 'running' },
    });

    expect((await card('Duplicates')).getByText('odd: 2 waiting')).toBeVisible();
    expect((await card('Versions of one shot')).getAllByRole('listitem')).toHaveLength(1);
  });

  test('tells that it cannot be reached', async () => {
    open({ dedup: { state: 'unavailable', note: 'It does not answer.' } }, true);

    const shown = await card('Duplicates');
    expect(shown.getByText('It does not answer.')).toBeVisible();
    expect(shown.queryByRole('button')).toBeNull();
  });
});

describe('the index', () => {
  test('shows as soon as an event tells of it', async () => {
    const { events } = open({});
    await screen.findByRole('heading', { name: 'Scan' });
    await screen.findByText('What Twinlens is doing', { exact: false });
    events.send('index', { state: 'running', done: 1, total: 4, indexedAt: null });

    const shown = await card('Your assets in Immich');
    expect(shown.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '25');

    events.send('index', { state: 'running', done: 0, total: 0, indexedAt: null });
    expect(await shown.findByText('0 of 0')).toBeVisible();
    expect(shown.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow');

    events.send('index', { state: 'odd', done: 4, total: 4, indexedAt: null });
    expect(await shown.findByText('odd')).toBeVisible();
  });
});

describe('an admin', () => {
  test.each([
    ['running', ['Pause', 'Cancel the scan', 'Try failed files again']],
    ['paused', ['Go on', 'Cancel the scan', 'Try failed files again']],
    ['done', ['Scan now', 'Try failed files again']],
    ['unavailable', []],
  ])('can tell a service that is %s: %s', async (state, names) => {
    open({ grouping: { ...reading, state } }, true);

    const shown = await card('Versions of one shot');
    expect(shown.queryAllByRole('button').map((button) => button.textContent)).toEqual(names);
  });

  test.each([
    ['done', 'Scan now', 'POST /api/scan?service=grouping', 'Scan started'],
    ['running', 'Pause', 'POST /api/scan/pause?service=grouping', 'Scan paused'],
  ])('of a service that is %s presses %s', async (state, name, route, told) => {
    const { server, user } = open({ grouping: { ...reading, state } }, true);
    const shown = await card('Versions of one shot');
    await user.click(shown.getByRole('button', { name }));

    expect(await screen.findByText(told)).toBeVisible();
    expect(server.countOf(route)).toBe(1);
    expect(server.countOf(STATUS)).toBe(2);
  });

  test('is told when that does not work', async () => {
    const { server, user } = open({ grouping: { ...reading, state: 'done' } }, true);
    server.answer('POST /api/scan?service=grouping', fails(503));
    const shown = await card('Versions of one shot');
    await user.click(shown.getByRole('button', { name: 'Scan now' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('That did not work.');
  });

  test('sees which files have problems', async () => {
    const later = { ...problem, path: 'b.jpg', retryAt: '2026-05-02T12:00:00Z' };
    open({ grouping: { ...reading, recentErrors: [problem, later] } }, true);

    const shown = await card('Versions of one shot');
    expect(shown.getByText('trip/a.jpg')).toBeInTheDocument();
    expect(shown.getAllByText('It ends too early.')).toHaveLength(2);
    expect(shown.getByText('Next try', { exact: false })).toBeInTheDocument();
    expect(shown.queryByText(/^The newest/)).toBeNull();
  });

  test('sees how many more have problems than are shown', async () => {
    open({ grouping: { ...reading, filesFailed: 201, recentErrors: [problem] } }, true);

    const shown = await card('Versions of one shot');
    expect(shown.getByText('The newest 1 of 201.')).toBeInTheDocument();
  });

  test('sees that there are none', async () => {
    open({ grouping: { state: 'done', recentErrors: [] } }, true);

    expect((await card('Versions of one shot')).getByText('No problems.')).toBeVisible();
  });
});

test('while nothing is known yet, it says so', async () => {
  const server = new FakeServer();
  server.answer(STATUS, never);
  renderApp(server, '/scan');

  expect(await screen.findByText('Loading…')).toBeVisible();
});

test('trouble can be tried again', async () => {
  const server = new FakeServer();
  server.answer(STATUS, fails(503));
  const { user } = renderApp(server, '/scan');
  await screen.findByRole('alert');
  server.answer(STATUS, () => Response.json({ grouping: reading }));
  await user.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByRole('region', { name: 'Versions of one shot' })).toBeVisible();
});
