import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { Report } from '../report';

const HEALTH = 'GET /api/health';

const report: Report = {
  status: 'degraded',
  version: '1.2.3',
  components: {
    immich: { status: 'up', version: '3.1.0', milliseconds: 12.4 },
    grouping: {
      status: 'up',
      queue: { read: 1200, compare: 0, odd: 1 },
      checks: {
        database: { ok: true, detail: 'PostgreSQL 18' },
        other: { ok: true, detail: 'fine' },
      },
    },
    extra: { status: 'down', detail: 'does not answer' },
  },
  index: {
    users: [
      { userId: '1', name: 'Ada', state: 'complete', done: 3, total: 3, indexedAt: '2026-05-01' },
      { userId: '2', name: 'Bob', state: 'odd', done: 0, total: 9, indexedAt: null },
    ],
  },
};

function open(told: unknown, status = 200) {
  const server = new FakeServer();
  server.user = { ...server.user, isAdmin: true };
  server.answer(HEALTH, () => Response.json(told, { status }));
  return { server, ...renderApp(server, '/system') };
}

async function part(name: string) {
  return within(await screen.findByRole('region', { name }));
}

describe('an admin sees', () => {
  test('each part, and what it says', async () => {
    open(report);

    const immich = await part('Immich');
    expect(immich.getByText('Works')).toBeVisible();
    expect(immich.getByText('12 ms')).toBeVisible();
    const grouping = await part('Versions of one shot');
    expect(grouping.getByText('Waiting: Reading files').nextElementSibling).toHaveTextContent(
      '1,200',
    );
    expect(grouping.getByText('Waiting: odd')).toBeVisible();
    expect(grouping.getByText('other')).toBeVisible();
    expect(grouping.queryByText('Waiting: Comparing pictures')).toBeNull();
    expect((await part('extra')).getByText('Does not work')).toBeVisible();
    expect(screen.getByText('Some parts do not work.')).toBeVisible();
    expect(screen.getByText('Twinlens 1.2.3')).toBeVisible();
  });

  test('whose assets are known', async () => {
    open(report);

    const [, ada, bob] = await screen.findAllByRole('row');
    expect(ada).toHaveTextContent('AdaUp to date3 of 3');
    expect(bob).toHaveTextContent('Bobodd0 of 9Not yet');
  });

  test('that nobody has come by', async () => {
    open({ ...report, status: 'odd', index: {} });

    expect(await screen.findByText('Nobody has signed in yet.')).toBeVisible();
    expect(screen.getByText('odd')).toBeVisible();
    expect(screen.queryByText('Photos found in the library')).toBeNull();
  });

  test.each([
    [{ total: 1000, matched: 984 }, '98.4% of assets matched'],
    [{ total: 100_000, matched: 99_999 }, '99.9% of assets matched'],
    [{ total: 3, matched: 3 }, '100% of assets matched'],
    [{ total: 0 }, '100% of assets matched'],
    [{ total: 2 }, '0% of assets matched'],
  ])('of %j: %s', async (coverage, words) => {
    open({ ...report, coverage });

    expect(await screen.findByText(words)).toBeVisible();
  });

  test('some that were not found', async () => {
    const examples = [{ originalPath: '/mnt/x/a.jpg', reason: 'no rule' }];
    open({ ...report, coverage: { total: 2, matched: 1, examples } });

    expect(await screen.findByText('/mnt/x/a.jpg')).toBeInTheDocument();
  });
});

describe('what to look after', () => {
  const fine = { id: 'redis', level: 'ok', part: 'dedup', what: 'It answers.', todo: '' };

  test('is told with what to do, and the rest is counted', async () => {
    const bad = { ...fine, level: 'error', what: 'It is away.', todo: 'Start it.' };
    const odd = { ...bad, level: 'odd', part: 'else', what: 'It is odd.', todo: '' };
    open({ ...report, findings: [bad, odd, fine] });

    const findings = await part('What to look after');
    expect(findings.getByText('It is away.')).toBeVisible();
    expect(findings.getByText('Start it.')).toBeVisible();
    expect(findings.getByText('Error · Duplicates')).toBeVisible();
    expect(findings.getByText('odd · else')).toBeVisible();
    expect(findings.queryByText('It answers.')).toBeNull();
    expect(findings.getByText('1 more were looked at, and are fine.')).toBeVisible();
  });

  test('is told beside that everything works', async () => {
    open({ ...report, status: 'up', findings: [{ ...fine, level: 'warning' }] });

    expect(await screen.findByText(/^Everything works, but/)).toBeVisible();
  });

  test('is nothing', async () => {
    open({ ...report, findings: [fine] });

    expect(
      await screen.findByText('Nothing: 1 things were looked at, and all are fine.'),
    ).toBeVisible();
  });
});

describe('trouble', () => {
  test('of Immich is shown with the parts', async () => {
    open(report, 503);

    expect(await part('Immich')).toBeDefined();
  });

  test.each([
    [503, 'Immich does not answer just now.'],
    [200, 'You are not allowed to see this.'],
  ])('without a report (%s) is told in words, and tried again', async (status, words) => {
    const { server, user } = open({ status: 'up' }, status);
    expect(await screen.findByText(words)).toBeVisible();
    server.answer(HEALTH, () => Response.json(report));
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await part('Immich')).toBeDefined();
  });

  test('nothing is known yet', async () => {
    const server = new FakeServer();
    server.user = { ...server.user, isAdmin: true };
    server.answer(HEALTH, never);
    renderApp(server, '/system');

    expect(await screen.findByText('Loading…')).toBeVisible();
  });
});

test('others find nothing here', async () => {
  const server = new FakeServer();
  server.answer(HEALTH, fails(403));
  renderApp(server, '/system');

  expect(await screen.findByRole('heading', { name: 'This page is for admins' })).toBeVisible();
});
