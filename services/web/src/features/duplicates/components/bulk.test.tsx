import { fireEvent, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { aCopy, aGroup, aKeeper, aPage } from '@/testing/duplicates';
import { fails } from '@/testing/fake-server';
import { box, many, openList as open, preview, RESOLVE, sent } from '@/testing/many-duplicates';
import type { Rendered } from '@/testing/render-app';

const ALL = 'GET /api/duplicates?sort=newest&limit=100';
const PREVIEW = 'POST /api/duplicates/g0/preview';

describe('groups', () => {
  test('are picked one by one, and as a range', async () => {
    const { user } = open(many(6));
    await user.click(await box('g1.jpg'));
    expect(screen.getByText('1 picked')).toBeVisible();

    fireEvent.click(await box('g4.jpg'), { shiftKey: true });
    expect(screen.getByText('4 picked')).toBeVisible();
    expect(await box('g3.jpg')).toBeChecked();

    await user.click(await box('g3.jpg'));
    expect(screen.getByText('3 picked')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Pick none' }));
    expect(screen.queryByText('picked', { exact: false })).toBeNull();
  });

  test('are all picked, those too that are not read yet, but some', async () => {
    const { user } = open(many(3), 4000);
    await user.click(await box('g0.jpg'));
    await user.click(await screen.findByRole('button', { name: 'Pick all 4,000' }));
    expect(screen.getByText('4,000 picked')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Pick all 4,000' })).toBeNull();

    await user.click(await box('g1.jpg'));
    expect(screen.getByText('3,999 picked')).toBeVisible();
  });

  test('are no longer picked when others are shown', async () => {
    const { server, user } = open(many(3));
    server.answer('GET /api/duplicates?sort=space&limit=40', () => aPage(many(3)));
    await user.click(await box('g0.jpg'));
    await user.selectOptions(screen.getByLabelText('Order'), 'Most space first');

    expect(await box('g0.jpg')).not.toBeChecked();
  });
});

describe('the preview', () => {
  test('tells what would be done, what not and why, and shows some of it', async () => {
    const opened = open([aGroup('g0'), aGroup('g1', { burst: true })]);
    const { user } = opened;
    await user.click(await box('g1.jpg'));
    const sheet = await preview(opened);

    expect(sheet.getByText('1 group, 1 file to the trash, 1.0 MiB')).toBeVisible();
    expect(sheet.getByText('1 group left for you:')).toBeVisible();
    expect(sheet.getByText('1 with frames of a burst')).toBeVisible();
    expect(sheet.getByText('To the trash: 2026/g0-small.jpg')).toBeVisible();
    expect(sheet.getByText('What Twinlens suggests')).not.toBeVisible();
    await user.click(sheet.getByText('Change the rules'));
    expect(sheet.getByText('What Twinlens suggests')).toBeVisible();
    expect(sheet.getByRole('link', { name: /Keeps 2026\/g0\.jpg/ })).toHaveAttribute(
      'href',
      '/duplicates/g0',
    );
    const result = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(result.violations.map((violation) => violation.id)).toEqual([]);
  });

  test('names a few of many that would go, and tells how many more there are', async () => {
    const copies = ['b', 'c', 'd', 'e'].map((name) => aCopy(`${name}.jpg`));
    const members = [aKeeper('g0.jpg'), aCopy('a.jpg'), ...copies] as const;
    const sheet = await preview(open([aGroup('g0', { members })]));

    expect(sheet.getByText('To the trash: 2026/c.jpg')).toBeVisible();
    expect(sheet.queryByText('To the trash: 2026/d.jpg')).toBeNull();
    expect(sheet.getByText('and 2 more')).toBeVisible();
  });

  test('leaves alone what is of about the same size, where that is wanted', async () => {
    const members = [aKeeper('g0.jpg', { size: 1_100_000 }), aCopy('g0-small.jpg')] as const;
    const opened = open([aGroup('g0', { members })]);
    const sheet = await preview(opened);
    expect(sheet.getByText(/Keeps 2026\/g0\.jpg/)).toBeVisible();

    await opened.user.selectOptions(sheet.getByLabelText(/file sizes differ/), '10%');
    expect(sheet.getByText('1 with files of about the same size')).toBeVisible();
  });

  test('keeps what is in an album, once albums are read', async () => {
    const opened = open([aGroup('g0')]);
    const { server, user } = opened;
    const albums = Promise.withResolvers<Response>();
    server.answer('GET /api/immich/albums', () => albums.promise);
    server.answer('GET /api/immich/albums?shared=true', () => Response.json([]));
    server.answer('GET /api/immich/timeline/buckets?albumId=sea', fails(500));
    const sheet = await preview(opened);
    await user.click(sheet.getByLabelText('What Twinlens suggests'));
    await user.click(sheet.getByLabelText('In an album'));
    expect(sheet.getByText('Reading albums…')).toBeVisible();

    albums.resolve(Response.json([{ id: 'sea' }]));
    const again = await sheet.findByRole('button', { name: 'Try again' });
    server.answer('GET /api/immich/albums', () => Response.json([{ id: 'sea' }]));
    server.answer('GET /api/immich/timeline/buckets?albumId=sea', () =>
      Response.json([{ timeBucket: '2026-05-01', count: 1 }]),
    );
    server.answer('GET /api/immich/timeline/bucket?albumId=sea&timeBucket=2026-05-01', () =>
      Response.json({ id: ['id-g0-small.jpg'] }),
    );
    await user.click(again);

    expect(await sheet.findByText(/Keeps 2026\/g0-small\.jpg/)).toBeVisible();
  });

  test('follows the rules at once', async () => {
    const opened = open([aGroup('g0', { similarity: 0.9 })]);
    const { user } = opened;
    const sheet = await preview(opened);
    expect(sheet.getByText('1 not alike enough')).toBeVisible();
    expect(sheet.getByRole('button', { name: 'Move 0 files to the trash' })).toBeDisabled();

    await user.selectOptions(sheet.getByLabelText(/^Only groups that are alike/), '85%');
    expect(sheet.getByText(/Keeps 2026\/g0\.jpg/)).toBeVisible();

    await user.click(sheet.getByLabelText('Folder or name'));
    await user.type(sheet.getByLabelText('The path holds'), 'small');
    await user.click(sheet.getByRole('button', { name: 'Move up: Folder or name' }));
    expect(sheet.getByText(/Keeps 2026\/g0-small\.jpg/)).toBeVisible();

    await user.click(sheet.getByRole('button', { name: 'Move down: Folder or name' }));
    expect(sheet.getByText(/Keeps 2026\/g0\.jpg/)).toBeVisible();
    await user.click(sheet.getByLabelText('What Twinlens suggests'));
    expect(sheet.getByText(/Keeps 2026\/g0-small\.jpg/)).toBeVisible();
  });

  test('tells what would be carried over', async () => {
    const opened = open(many(1));
    const { server, user } = opened;
    server.answer(PREVIEW, () =>
      Response.json({ changes: [{ what: 'album', name: 'Sea', after: true }] }),
    );
    const sheet = await preview(opened);
    await user.click(sheet.getByLabelText('Carry over to what stays', { exact: false }));
    expect(await sheet.findByText('Album Sea')).toBeVisible();

    await user.click(sheet.getByRole('button', { name: 'Move 1 file to the trash' }));
    expect(sent(server)).toEqual({
      items: [
        {
          groupId: 'g0',
          revision: 3,
          keep: ['id-g0.jpg'],
          remove: ['id-g0-small.jpg'],
          carryOver: true,
        },
      ],
    });
  });

  test('can be closed without anything being done', async () => {
    const opened = open(many(1));
    const sheet = await preview(opened);
    await opened.user.click(sheet.getByRole('button', { name: 'Close' }));

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await box('g0.jpg')).toBeChecked();
  });
});

async function previewAll(opened: Rendered, total: string) {
  await opened.user.click(await box('g0.jpg'));
  await opened.user.click(await screen.findByRole('button', { name: `Pick all ${total}` }));
  await opened.user.click(screen.getByRole('button', { name: 'Preview…' }));
  return within(await screen.findByRole('dialog'));
}

describe('all groups', () => {
  test('are read to the last, decided in portions, and come back at once', async () => {
    const groups = many(120);
    const opened = open(groups);
    const { server, user } = opened;
    server.answer(ALL, () => aPage(groups.slice(0, 100), 'next'));
    server.answer(`${ALL}&cursor=next`, () => aPage(groups.slice(100)));
    const sheet = await previewAll(opened, '120');
    await sheet.findByText('120 groups, 120 files to the trash, 120.0 MiB');
    await user.click(sheet.getByRole('button', { name: 'Move 120 files to the trash' }));

    expect(await screen.findByText('120 groups decided, 120.0 MiB freed')).toBeVisible();
    expect(server.countOf(RESOLVE)).toBe(2);
    expect(sent(server).items).toHaveLength(20);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('120.0 MiB freed since you came')).toBeVisible();
    expect(screen.getByText('No duplicates')).toBeVisible();

    await user.keyboard('z');
    expect(await box('g0.jpg')).toBeVisible();
    expect(server.countOf('POST /api/duplicates/undo/t1')).toBe(1);
    expect(server.countOf('POST /api/duplicates/undo/t2')).toBe(1);
    expect(screen.queryByText('freed since you came', { exact: false })).toBeNull();
  });

  test('that cannot be read can be tried again', async () => {
    const opened = open(many(1));
    const { server, user } = opened;
    server.answer(ALL, fails(503));
    const sheet = await previewAll(opened, '1');
    await sheet.findByRole('alert');
    server.answer(ALL, () => aPage(many(1)));
    await user.click(sheet.getByRole('button', { name: 'Try again' }));

    expect(await sheet.findByText('1 group, 1 file to the trash, 1.0 MiB')).toBeVisible();
  });

  test('while they are read tell how many there are so far', async () => {
    const opened = open(many(1));
    const next = Promise.withResolvers<Response>();
    opened.server.answer(ALL, () => aPage(many(1), 'next'));
    opened.server.answer(`${ALL}&cursor=next`, () => next.promise);
    const sheet = await previewAll(opened, '1');

    expect(await sheet.findByText('Reading groups… 1 so far')).toBeVisible();
  });
});
