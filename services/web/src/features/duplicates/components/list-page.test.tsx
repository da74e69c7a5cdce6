import { fireEvent, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { aCopy, aGroup, aKeeper, aPage } from '@/testing/duplicates';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { DuplicateGroup } from '../group';

const LIST = 'GET /api/duplicates?sort=newest&limit=40';
const COUNTS = 'GET /api/duplicates/counts';
const counts = {
  groups: 1234,
  files: 3000,
  reclaimableBytes: 3_221_225_472,
  level: '0.95',
  byType: { exact: { groups: 34, files: 70, reclaimableBytes: 1_073_741_824 } },
};

function open(groups: readonly DuplicateGroup[], address = '/duplicates') {
  const server = new FakeServer();
  server.answer(LIST, () => aPage(groups));
  server.answer(COUNTS, () => Response.json(counts));
  return { server, ...renderApp(server, address) };
}

const rows = () =>
  within(screen.getByRole('list', { name: 'Groups of duplicates' })).getAllByRole('listitem');

describe('a row', () => {
  test('tells how alike the copies are, what can be freed, which one is suggested, and why', async () => {
    open([aGroup('cat')]);

    const link = await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ });
    expect(link).toHaveAttribute('href', '/duplicates/cat');
    expect(link).toHaveTextContent('97.1% alikeSimilarfrees 1.0 MiBKeepcat.jpglarger: 24 vs 6 MP');
    expect(link.querySelectorAll('img')).toHaveLength(2);
  });

  test('says what makes a group special', async () => {
    const version = { versionGroupId: 'shot' };
    open([
      aGroup('a', {
        burst: true,
        duplicateType: 'odd',
        members: [aKeeper('a.jpg', { burst: true }), aCopy('b.jpg', { burst: true })],
      }),
      aGroup('b', { members: [aKeeper('b.jpg'), aCopy('b.dng', version)] }),
      aGroup('c', {
        allVersions: true,
        members: [aKeeper('c.jpg', version), aCopy('c.dng', version)],
      }),
      aGroup('d', {
        members: [aKeeper('d.jpg', { isKept: true }), aCopy('e.jpg', { isKept: true })],
      }),
      aGroup('e', { members: [aKeeper('e.jpg'), aCopy('f.jpg', { preselected: false })] }),
    ]);
    await screen.findByRole('link', { name: /^2 copies of a\.jpg/ });

    expect(rows().map((row) => row.textContent)).toEqual([
      expect.stringMatching(/97\.1% alikeoddBurstAll kept: frames of a burst$/) as string,
      expect.stringMatching(/SimilarHolds versionsAll kept: versions of one shot$/) as string,
      expect.stringMatching(/SimilarVersions of one shotAll kept: versions of one shot$/) as string,
      expect.stringContaining('SimilarAll keptfrees') as string,
      expect.stringMatching(/SimilarAll kept: nothing is suggested$/) as string,
    ]);
  });

  test('shows four pictures, says how many more there are, and names the format of a lost one', async () => {
    const more = [2, 3, 4, 5].map((number) => aCopy(`x${number}.cr2`));
    open([aGroup('x', { members: [aKeeper('x.jpg'), aCopy('x1.cr2'), ...more] })]);

    const link = await screen.findByRole('link', { name: /^6 copies of x\.jpg/ });
    expect(link).toHaveTextContent('+2');

    const pictures = link.querySelectorAll('img');
    expect(pictures).toHaveLength(4);
    pictures.forEach((picture) => fireEvent.error(picture));
    expect(link).toHaveTextContent('JPGCR2CR2CR2+2');
  });
});

describe('the head', () => {
  test('sums up what is left', async () => {
    open([aGroup('cat')]);

    expect(await screen.findByText('1,234 groups left')).toBeVisible();
    expect(screen.getByText('3.0 GiB can be freed')).toBeVisible();
  });

  test('sums up the chosen kind', async () => {
    const { server, user } = open([aGroup('cat')]);
    server.answer('GET /api/duplicates?type=exact&sort=newest&limit=40', () => aPage([]));
    server.answer('GET /api/duplicates?type=perceptual&sort=newest&limit=40', () => aPage([]));
    await screen.findByText('1,234 groups left');
    await user.selectOptions(screen.getByLabelText('Kind'), 'Exact copies');
    expect(await screen.findByText('34 groups left')).toBeVisible();

    await user.selectOptions(screen.getByLabelText('Kind'), 'Similar pictures');
    expect(await screen.findByText('0 groups left')).toBeVisible();
    expect(screen.queryByText('can be freed', { exact: false })).toBeNull();
  });
});

describe('filters', () => {
  test('act at once and stand in the address', async () => {
    const { server, user } = open([aGroup('cat')]);
    const narrowed = 'GET /api/duplicates?level=0.90&sort=space&prefix=a&limit=40';
    server.answer(narrowed, () => aPage([aGroup('dog')]));
    for (const query of ['level=0.90&sort=newest', 'level=0.90&sort=space']) {
      server.answer(`GET /api/duplicates?${query}&limit=40`, () => aPage([]));
    }
    await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ });
    await user.selectOptions(screen.getByLabelText('How alike'), 'Edited');
    await user.selectOptions(screen.getByLabelText('Order'), 'Most space first');
    await user.type(screen.getByLabelText('In the folder'), 'a');

    const link = await screen.findByRole('link', { name: /^2 copies of dog\.jpg/ });
    expect(window.location.search).toBe('?level=0.90&sort=space&prefix=a');
    expect(link).toHaveAttribute('href', '/duplicates/dog?level=0.90&sort=space&prefix=a');
  });

  test('that nothing fits can be cleared', async () => {
    const { server, user } = open([aGroup('cat')], '/duplicates?prefix=zoo');
    server.answer('GET /api/duplicates?sort=newest&prefix=zoo&limit=40', () => aPage([]));
    await screen.findByText('No group fits these filters');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));

    expect(await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ })).toBeVisible();
    expect(window.location.search).toBe('');
  });
});

test('while nothing is known yet, it says so', async () => {
  const { server } = open([]);
  server.answer(LIST, never);

  expect(await screen.findByText('Loading groups…')).toBeInTheDocument();
});

test('without duplicates it says so, and leads to the scan', async () => {
  open([]);

  expect(await screen.findByText('No duplicates')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Go to Scan' })).toHaveAttribute('href', '/scan');
});

test('trouble can be tried again', async () => {
  const { server, user } = open([]);
  server.answer(LIST, fails(503));
  await screen.findByText('The groups could not be loaded.');
  server.answer(LIST, () => aPage([aGroup('cat')]));
  await user.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ })).toBeVisible();
});

test('assistive technology finds nothing wrong', async () => {
  open([aGroup('cat', { burst: true }), aGroup('dog')]);
  await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ });
  const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });

  expect(result.violations.map((violation) => violation.id)).toEqual([]);
});
