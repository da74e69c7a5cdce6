import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { aCard, anAsset, aPair } from '@/testing/cards';
import { FakeServer, fails, never, unreachable } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const GROUP = 'GET /api/groups/group-IMG_1';
const pair = aPair('IMG_1', { thumbhash: 'AAAA' });
const older = aCard('older.jpg', { localDateTime: '2026-04-30T09:00:00' });
const newer = aCard('newer.jpg', { localDateTime: '2026-05-01T13:00:00' });

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.cards = [newer, pair, older];
});

const viewer = (name = 'IMG_1.JPG') => screen.findByRole('dialog', { name });
const done = (token: string | null = 't1') => Response.json({ undoToken: token, groups: [] });
const bodyOf = (route: string): unknown => {
  const call = server.calls.find((one) => one.route === route);
  return JSON.parse(typeof call?.init.body === 'string' ? call.init.body : 'null');
};

/** The viewer, opened by a press on a card. */
async function opened(name = 'IMG_1.JPG') {
  const rendered = renderApp(server);
  const card = await screen.findByRole('article', { name });
  await rendered.user.click(within(card).getByRole('button'));
  return { ...rendered, dialog: await viewer(name) };
}

const rows = async (dialog: HTMLElement) => {
  await within(dialog).findByText('2 versions · RAW+JPEG');
  return within(dialog).getAllByRole('listitem');
};

describe('the versions of a shot', () => {
  test('are listed with format, dimensions, size, date and reason', async () => {
    const { dialog } = await opened();

    const [jpeg, raw] = await rows(dialog);

    expect(jpeg).toHaveTextContent('IMG_1.JPGJPG · 3000 × 2000 · 4.0 MiBMay 1, 2026');
    expect(jpeg).toHaveTextContent('Shown in Photos');
    expect(raw).toHaveTextContent('CR2 · RAW · 3000 × 2000 · 24.0 MiB');
    expect(raw).toHaveTextContent('the same base name');
  });

  test('are looked at one by one, by press and by key', async () => {
    const { user, dialog } = await opened();
    const [, raw] = await rows(dialog);
    await user.click(within(raw ?? dialog).getByRole('button'));

    expect(await viewer('IMG_1.CR2')).toBeVisible();
    expect(window.location.pathname).toBe('/photos/id-IMG_1.CR2');

    const seen: (string | null)[] = [];
    for (const key of ['1', '2', '{ArrowUp}', '{ArrowUp}', '{ArrowDown}', '{ArrowDown}']) {
      await user.keyboard(key);
      await rows(screen.getByRole('dialog'));
      seen.push(window.location.pathname.slice(-3));
    }

    expect(seen).toEqual(['JPG', 'CR2', 'JPG', 'JPG', 'CR2', 'CR2']);
  });

  test('of an unknown kind are counted only', async () => {
    server.cards = [aPair('IMG_1', { groupType: 'panorama' })];
    const { dialog } = await opened();

    expect(await within(dialog).findByRole('heading', { name: '2 versions' })).toBeVisible();
  });

  test('cannot be shown while grouping does not answer, and then can', async () => {
    server.answer(GROUP, fails(403));
    const { user, dialog } = await opened();
    const failure = await within(dialog).findByText('The versions cannot be shown just now.');
    expect(failure).toBeVisible();
    server.heal(GROUP);

    await user.click(within(dialog).getByRole('button', { name: 'Try again' }));

    expect(await rows(dialog)).toHaveLength(2);
  });

  test('of a group that is gone are the one file', async () => {
    server.answer(GROUP, fails(404));
    const { dialog } = await opened();

    expect(await within(dialog).findByText('One file')).toBeVisible();
  });

  test('of a lone file are that one, with what Immich has read of it', async () => {
    const exifInfo = {
      fileSizeInByte: 4_194_304,
      exifImageWidth: 10,
      exifImageHeight: 20,
      make: 'Canon',
      model: 'EOS R6',
      fNumber: 2.8,
      iso: 100,
      city: null,
      country: 'Norway',
    };
    server.assets.set(
      newer.id,
      anAsset(newer, newer.id, { exifInfo, originalPath: '/photos/2026/newer.jpg' }),
    );
    const { dialog } = await opened('newer.jpg');

    expect(await within(dialog).findByText('One file')).toBeVisible();
    expect(dialog).toHaveTextContent('JPG · 10 × 20 · 4.0 MiB');
    expect(
      within(dialog)
        .getAllByRole('definition')
        .map((fact) => fact.textContent),
    ).toEqual(['Canon EOS R6', 'ƒ/2.8 · ISO 100', 'Norway', '/photos/2026/']);
  });

  test('of a file that Immich has not read are a name and a date', async () => {
    server.assets.set(newer.id, anAsset(newer, newer.id, { exifInfo: null }));
    const { user, dialog } = await opened('newer.jpg');
    const item = await within(dialog).findByRole('listitem');

    expect(item).toHaveTextContent(/^newer.jpgJPGMay 1, 2026/);

    await user.click(within(item).getByRole('button', { name: /newer/ }));

    expect(window.location.pathname).toBe('/photos/id-newer.jpg');
  });
});

describe('deciding', () => {
  test('which version is primary shows at once, and can be undone', async () => {
    const wait = Promise.withResolvers<Response>();
    server.answer('POST /api/groups/group-IMG_1/primary', () => wait.promise);
    server.answer('POST /api/groups/undo/t1', () => done());
    const { user, dialog } = await opened();
    const [, raw] = await rows(dialog);
    await user.click(within(raw ?? dialog).getByRole('button'));
    await user.click(await screen.findByRole('button', { name: 'Set as primary' }));

    await waitFor(() => {
      expect(within(screen.getByRole('dialog')).getAllByRole('listitem')[1]).toHaveTextContent(
        'Shown in Photos',
      );
    });
    expect(document.querySelector('article[aria-label="IMG_1.CR2"]')).not.toBeNull();
    expect(bodyOf('POST /api/groups/group-IMG_1/primary')).toEqual({
      assetId: 'id-IMG_1.CR2',
      revision: 3,
    });

    await act(async () => {
      wait.resolve(done());
      await wait.promise;
    });
    await user.click(await screen.findByRole('button', { name: 'Undo' }));

    expect(await screen.findByText('IMG_1.JPG is shown again')).toBeVisible();
    expect(server.countOf('POST /api/groups/undo/t1')).toBe(1);
  });

  test.each([
    ['changed meanwhile', fails(409), /Somebody else was faster; this is how it is now/],
    ['cannot be reached', unreachable, /The server cannot be reached/],
  ])('falls back where the group %s', async (_why, answer, words) => {
    server.answer('POST /api/groups/group-IMG_1/primary', answer);
    const { user, dialog } = await opened();
    await rows(dialog);
    await user.keyboard('2');
    await rows(await viewer('IMG_1.CR2'));
    await user.keyboard('p');

    expect(await screen.findByText(words)).toBeVisible();
    const [jpeg] = await rows(await viewer('IMG_1.CR2'));
    expect(jpeg).toHaveTextContent('Shown in Photos');
    expect(document.querySelector('article[aria-label="IMG_1.JPG"]')).not.toBeNull();
  });

  test('to take a version out, and the group apart', async () => {
    server.answer('POST /api/groups/group-IMG_1/split', () => done());
    server.answer('POST /api/groups/dissolve', () =>
      Response.json({ undoToken: 't2', results: [{ groupId: 'group-IMG_1', ok: true }] }),
    );
    const { user, dialog } = await opened();
    await rows(dialog);
    await user.click(within(dialog).getByRole('button', { name: 'Remove from group' }));

    expect(await screen.findByText('IMG_1.JPG stands alone now')).toBeVisible();
    expect(bodyOf('POST /api/groups/group-IMG_1/split')).toEqual({
      assetIds: ['id-IMG_1.JPG'],
      revision: 3,
    });

    await user.click(within(dialog).getByRole('button', { name: 'Dissolve group' }));

    expect(await screen.findByText('The group is dissolved')).toBeVisible();
    expect(bodyOf('POST /api/groups/dissolve')).toEqual({
      groups: [{ groupId: 'group-IMG_1', revision: 3 }],
    });
  });

  test('tells where a group could not be taken apart', async () => {
    server.answer('POST /api/groups/dissolve', () =>
      Response.json({ undoToken: null, results: [{ groupId: 'group-IMG_1', ok: false }] }),
    );
    const { user, dialog } = await opened();
    await rows(dialog);
    await user.click(within(dialog).getByRole('button', { name: 'Dissolve group' }));

    expect(await screen.findByText('1 group could not be changed.')).toBeVisible();
  });

  test('is not offered by key where nothing can be switched or is known', async () => {
    server.answer(GROUP, never);
    const { user } = await opened();
    await user.keyboard('p');

    expect(server.calls.filter(({ init }) => init.method === 'POST')).toEqual([]);
  });

  test('opened by its address leaves the focus on the page', async () => {
    const { user } = renderApp(server, '/photos/id-newer.jpg');
    await viewer('newer.jpg');
    await user.keyboard('{Escape}');

    await waitFor(() => {
      expect(screen.getByRole('main')).toHaveFocus();
    });
  });

  test('sets the primary before its group is in any grid', async () => {
    server.answer('POST /api/groups/group-IMG_1/primary', () => done());
    server.answer('GET /api/groups/timeline/buckets', never);
    const { user } = renderApp(server, '/photos/id-IMG_1.CR2');
    await rows(await viewer('IMG_1.CR2'));
    await user.keyboard('p');

    expect(await screen.findByText('IMG_1.CR2 is shown now')).toBeVisible();
  });
});
