import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import { aCopy, aGroup, aKeeper, aPage } from '@/testing/duplicates';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { DuplicateGroup } from '../group';

const LIST = 'GET /api/duplicates?sort=newest&limit=40';
const three = [aGroup('a'), aGroup('b'), aGroup('c')];

function open(groups: readonly DuplicateGroup[], address = '/duplicates/a') {
  const server = new FakeServer();
  server.answer(LIST, () => aPage(groups));
  server.answer('GET /api/duplicates/counts', () =>
    Response.json({ groups: 1234, reclaimableBytes: 1, byType: {} }),
  );
  for (const group of groups) {
    server.answer(`GET /api/duplicates/${group.groupId}`, () => Response.json(group));
  }
  return { server, ...renderApp(server, address) };
}

const card = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });

describe('a group', () => {
  test('shows what stays, what goes, and why', async () => {
    const twin = aCopy('a-small.jpg', { reasons: [{ rule: 'same', text: 'the same picture' }] });
    open([aGroup('a', { members: [aKeeper('a.jpg'), twin] }), aGroup('b')]);

    expect(await card('Copy 1: a.jpg')).toHaveTextContent('1 · a.jpg3.0 MiBKeepSuggested');
    expect(await card('Copy 2: a-small.jpg')).toHaveTextContent('Trash');
    expect(screen.getByText('Why this one is suggested: larger: 24 vs 6 MP')).toBeVisible();
    expect(screen.getByText('the same picture')).toBeInTheDocument();
    expect(screen.getByText('97.1% alike')).toBeVisible();
    expect(await screen.findByText('1 of 1,234')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Trash 1, keep the rest' })).toBeVisible();
    expect(screen.getByText('Frees 1.0 MiB')).toBeVisible();
  });

  test('tells why copies are together, unfolded where there is room', async () => {
    vi.stubGlobal('innerWidth', 1440);
    const twin = aCopy('b.jpg', { reasons: [{ rule: 'same', text: 'the same picture' }] });
    open([aGroup('a', { duplicateType: 'exact', members: [aKeeper('a.jpg'), twin] })]);

    expect(await screen.findByText('The same bytes: their SHA-256 is equal.')).toBeVisible();
    expect(screen.getByText('the same picture')).toBeVisible();
  });

  test('is folded on a phone', async () => {
    vi.stubGlobal('innerWidth', 390);
    const twin = aCopy('b.jpg', { reasons: [{ rule: 'same', text: 'the same picture' }] });
    open([aGroup('a', { members: [aKeeper('a.jpg'), twin] })]);

    expect(await screen.findByText('the same picture')).not.toBeVisible();
    expect(screen.queryByText('The same bytes', { exact: false })).toBeNull();
  });

  test('marks a copy that Photos shows with others of its shot', async () => {
    open([aGroup('a', { members: [aKeeper('a.jpg', { inShot: true }), aCopy('b.jpg')] })]);

    expect(await card('Copy 1: a.jpg')).toHaveTextContent('KeepSuggestedVersion');
  });

  test('of a burst, or of versions, begins with everything kept', async () => {
    const members = [
      aKeeper('a.jpg', { burst: true }),
      aCopy('b.jpg', { burst: true }),
      aCopy('c.jpg', { versionGroupId: 'shot' }),
    ] as const;
    open([aGroup('a', { burst: true, reasons: [], members, duplicateType: 'odd' })]);

    expect(await card('Copy 2: b.jpg')).toHaveTextContent('KeepBurst');
    expect(await card('Copy 3: c.jpg')).toHaveTextContent('KeepVersion');
    expect(screen.getByRole('button', { name: 'Keep all 3, and next' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Mark all' })).toBeVisible();
    expect(screen.queryByText('Why this one is suggested', { exact: false })).toBeNull();
  });

  test('tells what differs, and on demand what does not', async () => {
    const { server, user } = open(three);
    server.answer('GET /api/immich/assets/id-a.jpg', () =>
      Response.json({ exifInfo: { make: 'Canon', model: 'R5' } }),
    );
    const table = within(await screen.findByRole('region', { name: 'What differs' }));
    expect(await table.findByRole('row', { name: /^Camera Canon R5 ?better/ })).toBeVisible();
    const numbers = table.getAllByRole('cell').map((cell) => cell.dataset['copy']);
    expect(numbers.slice(0, 2)).toEqual(['1', '2']);
    expect(table.queryByRole('row', { name: /^Format/ })).toBeNull();

    await user.click(screen.getByLabelText('Show what is the same, too'));
    expect(table.getByRole('row', { name: 'Format JPEG JPEG' })).toBeVisible();

    await user.keyboard('i');
    expect(screen.queryByRole('region', { name: 'What differs' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Facts' }));
    expect(screen.getByRole('region', { name: 'What differs' })).toBeVisible();
  });

  test('whose copies are alike in all that is known says so', async () => {
    const copy = aKeeper('a.jpg');
    open([aGroup('a', { members: [copy, { ...copy, assetId: 'other' }] })]);

    expect(await screen.findByText('Nothing that is known differs.')).toBeVisible();
  });
});

describe('one goes', () => {
  test('to the next group and back by keys and buttons', async () => {
    const { user } = open(three, '/duplicates/a?sort=newest');
    await card('Copy 1: a.jpg');
    await user.keyboard('{ArrowLeft}{ArrowRight}');
    expect(await card('Copy 1: b.jpg')).toBeVisible();
    expect(window.location.href).toContain('/duplicates/b?sort=newest');
    expect(await screen.findByText('2 of 1,234')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Next group' }));
    expect(await card('Copy 1: c.jpg')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next group' })).toBeDisabled();

    await user.click(screen.getByRole('button', { name: 'Previous group' }));
    expect(await card('Copy 1: b.jpg')).toBeVisible();
  });

  test('on where a page of the list ends', async () => {
    const { server } = open(three);
    server.answer(LIST, () => aPage([aGroup('a')], 'next'));
    server.answer(`${LIST}&cursor=next`, () => aPage([aGroup('b')]));

    await waitFor(() => {
      expect(screen.getByRole('button', { name: 'Next group' })).toBeEnabled();
    });
  });

  test('back to the list, at the same row', async () => {
    const { user } = open(three, '/duplicates/b?sort=newest');
    await card('Copy 1: b.jpg');
    await user.keyboard('{Escape}');

    expect(await screen.findByRole('link', { name: /^2 copies of b\.jpg/ })).toHaveFocus();
    expect(window.location.search).toBe('?sort=newest');
  });
});

test('pictures and facts of what comes next are asked for before', async () => {
  const pictures = vi.spyOn(Image.prototype, 'src', 'set');
  const { server } = open(three);
  await card('Copy 1: a.jpg');

  for (const name of ['b', 'c']) {
    const asked = `GET /api/immich/assets/id-${name}-small.jpg`;
    await waitFor(() => {
      expect(server.countOf(asked)).toBe(1);
    });
    const ahead = pictures.mock.calls.filter(([url]) => String(url).includes(`id-${name}.jpg`));
    expect(ahead).toHaveLength(1);
  }
});

describe('a group that is asked for by its address', () => {
  test('need not be in the list', async () => {
    const { server } = open(three, '/duplicates/z');
    server.answer('GET /api/duplicates/z', () => Response.json(aGroup('z')));

    expect(await card('Copy 1: z.jpg')).toBeVisible();
    expect(screen.queryByText('of 1,234', { exact: false })).toBeNull();
  });

  test('is on its way', async () => {
    const { server } = open([], '/duplicates/z');
    server.answer('GET /api/duplicates/z', never);

    expect(await screen.findByText('Loading…')).toBeVisible();
  });

  test('may be gone; the next one is there', async () => {
    const { server, user } = open(three, '/duplicates/z');
    server.answer('GET /api/duplicates/z', fails(404));
    await screen.findByText('This group is no longer there');
    await user.click(await screen.findByText('Next group'));

    expect(await card('Copy 1: a.jpg')).toBeVisible();
  });

  test('may be gone, and the last one', async () => {
    const { server, user } = open([], '/duplicates/z');
    server.answer('GET /api/duplicates/z', fails(404));
    await user.click(await screen.findByRole('button', { name: 'All groups' }));

    expect(await screen.findByText('No duplicates')).toBeVisible();
  });

  test('may fail, and be tried again', async () => {
    const { server, user } = open([], '/duplicates/z');
    server.answer('GET /api/duplicates/z', fails(503));
    await screen.findByText('This group could not be loaded.');
    server.answer('GET /api/duplicates/z', () => Response.json(aGroup('z')));
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await card('Copy 1: z.jpg')).toBeVisible();
  });
});

test('assistive technology finds nothing wrong', async () => {
  open(three);
  await card('Copy 1: a.jpg');
  const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });

  expect(result.violations.map((violation) => violation.id)).toEqual([]);
});
