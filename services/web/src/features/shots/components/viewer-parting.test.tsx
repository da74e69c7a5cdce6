import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { aCard, aPair } from '@/testing/cards';
import { FakeServer, fails, never, unreachable } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const GROUP = 'GET /api/groups/group-IMG_1';
const pair = aPair('IMG_1');
const alone = [aCard('IMG_1.JPG'), aCard('IMG_1.CR2')];

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.cards = [pair];
});

const done = () => Response.json({ undoToken: 't1', groups: [] });

/** The viewer, opened by a press on a card. */
async function opened() {
  const rendered = renderApp(server);
  const card = await screen.findByRole('article', { name: 'IMG_1.JPG' });
  await rendered.user.click(within(card).getByRole('button'));
  return { ...rendered, dialog: await screen.findByRole('dialog', { name: 'IMG_1.JPG' }) };
}

const rows = async (dialog: HTMLElement) => {
  await within(dialog).findByText('2 versions · RAW+JPEG');
  return within(dialog).getAllByRole('listitem');
};

describe('parting versions', () => {
  test.each([
    ['Remove from group', 'POST /api/groups/group-IMG_1/split'],
    ['Dissolve group', 'POST /api/groups/dissolve'],
  ])('by “%s” asks for the group no more, until that is taken back', async (name, route) => {
    server.answer(route, () => {
      server.cards = alone;
      server.answer(GROUP, fails(404));
      return done();
    });
    server.answer('POST /api/groups/undo/t1', () => {
      server.cards = [pair];
      server.heal(GROUP);
      return done();
    });
    const { user, dialog } = await opened();
    await rows(dialog);
    const asked = server.countOf(GROUP);
    await user.click(within(dialog).getByRole('button', { name }));

    expect(await within(dialog).findByText('One file')).toBeVisible();
    await screen.findByRole('button', { name: 'Undo' });
    expect(server.countOf(GROUP)).toBe(asked);

    await user.keyboard('z');
    expect(await rows(dialog)).toHaveLength(2);
  });

  test('to take one of three versions out leaves the others together', async () => {
    const third = { id: 'id-3', filename: 'IMG_1.TIF', type: 'tiff', size: 1 };
    server.cards = [{ ...pair, alternates: [...pair.alternates, third] }];
    server.answer('POST /api/groups/group-IMG_1/split', never);
    const { user, dialog } = await opened();
    await within(dialog).findByText('3 versions · RAW+JPEG');
    await user.click(within(dialog).getByRole('button', { name: 'Remove from group' }));

    expect(await within(dialog).findByText('One file')).toBeVisible();
  });

  test('to dissolve shows the versions again where that did not work', async () => {
    server.answer('POST /api/groups/dissolve', unreachable);
    const { user, dialog } = await opened();
    await rows(dialog);
    await user.click(within(dialog).getByRole('button', { name: 'Dissolve group' }));

    expect(await screen.findByText(/The server cannot be reached/)).toBeVisible();
    expect(await rows(dialog)).toHaveLength(2);
  });
});

test('a group is never asked for by a name that a decision took from it', async () => {
  server.answer('POST /api/groups/group-IMG_1/primary', () => {
    server.cards = [aPair('IMG_1', { groupId: 'group-new' })];
    server.answer(GROUP, fails(404));
    return done();
  });
  const { user, dialog } = await opened();
  await rows(dialog);
  await user.keyboard('2');
  await rows(await screen.findByRole('dialog', { name: 'IMG_1.CR2' }));
  const asked = server.countOf(GROUP);
  await user.keyboard('p');

  await waitFor(() => {
    expect(server.countOf('GET /api/groups/group-new')).toBe(1);
  });
  expect(await rows(await screen.findByRole('dialog', { name: 'IMG_1.CR2' }))).toHaveLength(2);
  expect(server.countOf(GROUP)).toBe(asked);
});
