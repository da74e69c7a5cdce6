import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { aCopy, aGroup, aKeeper, aPage } from '@/testing/duplicates';
import { FakeServer, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { DuplicateGroup } from '../group';

const MERGE = 'POST /api/groups/merge';
const DISMISS = 'POST /api/duplicates/a/dismiss';
const PRIMARY = 'POST /api/groups/shot/primary';
const versions = [
  aKeeper('a.jpg', { versionGroupId: 'shot' }),
  aCopy('b.jpg', { versionGroupId: 'shot' }),
] as const;

async function open(group: Partial<DuplicateGroup> = {}) {
  const server = new FakeServer();
  const groups = [aGroup('a', group), aGroup('z')];
  server.answer('GET /api/duplicates?sort=newest&limit=40', () => aPage(groups));
  server.answer('GET /api/duplicates/a', () => Response.json(groups[0]));
  server.answer(MERGE, () => Response.json({ undoToken: 'm', groups: [] }));
  server.answer(DISMISS, () => Response.json({ undoToken: 'd', groups: [] }));
  server.answer(PRIMARY, () => Response.json({ undoToken: 'p', groups: [] }));
  server.answer('POST /api/groups/undo/m', () => Response.json({ groups: [] }));
  server.answer('POST /api/groups/undo/p', () => Response.json({ groups: [] }));
  server.answer('POST /api/duplicates/undo/d', () => Response.json({ items: [] }));
  const rendered = renderApp(server, '/duplicates/a');
  await card('Copy 1: a.jpg');
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Next group' })).toBeEnabled();
  });
  return { server, ...rendered };
}

const card = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });
const bodyOf = (server: FakeServer, route: string): unknown =>
  JSON.parse(server.calls.find((call) => call.route === route)?.init.body as string);

describe('versions of one shot', () => {
  test('are grouped by a key, are no duplicates then, and can be parted again', async () => {
    const { server, user } = await open();
    await user.keyboard('{Shift>}S{/Shift}');

    expect(await card('Copy 1: z.jpg')).toBeVisible();
    expect(await screen.findByText('Grouped as versions of one shot')).toBeVisible();
    expect(bodyOf(server, MERGE)).toEqual({ groups: [], assetIds: ['id-a.jpg', 'id-a-small.jpg'] });
    expect(bodyOf(server, DISMISS)).toEqual({ revision: 3 });

    await user.keyboard('z');

    expect(await card('Copy 1: a.jpg')).toBeVisible();
    expect(server.countOf('POST /api/duplicates/undo/d')).toBe(1);
    expect(server.countOf('POST /api/groups/undo/m')).toBe(1);
  });

  test('are not grouped by halves', async () => {
    const { server, user } = await open();
    server.answer(DISMISS, fails(503));
    await user.click(screen.getByRole('button', { name: 'These are versions of one shot' }));

    expect(await screen.findByText(/^A group came back\./)).toBeVisible();
    expect(server.countOf('POST /api/groups/undo/m')).toBe(1);
  });

  test('need not be grouped again', async () => {
    await open({ members: versions, allVersions: true });

    expect(screen.queryByRole('button', { name: 'These are versions of one shot' })).toBeNull();
  });
});

describe('the key for what Photos shows', () => {
  test('puts the copy in focus on top of its shot, and back', async () => {
    const { server, user } = await open({ members: versions, allVersions: true });
    await user.keyboard('{ArrowDown}p');

    expect(await screen.findByText('b.jpg is shown now')).toBeVisible();
    expect(bodyOf(server, PRIMARY)).toEqual({ assetId: 'id-b.jpg' });

    await user.keyboard('z');

    expect(await screen.findByText('Taken back: b.jpg is shown now')).toBeVisible();
    expect(server.countOf('POST /api/groups/undo/p')).toBe(1);
  });

  test('says so where a copy is in no shot', async () => {
    const { user } = await open();
    await user.keyboard('p');

    expect(await screen.findByText('This copy is no version of a shot.')).toBeVisible();
  });

  test('says why where that does not work', async () => {
    const { server, user } = await open({ members: versions, allVersions: true });
    server.answer(PRIMARY, fails(409));
    await user.keyboard('p');

    expect(
      await screen.findByText(
        'That did not work. Somebody else was faster; this is how it is now.',
      ),
    ).toBeVisible();
  });
});
