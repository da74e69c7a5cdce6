import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { aGroup, aPage } from '@/testing/duplicates';
import { FakeServer, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { DuplicateGroup } from '../group';

const LIST = 'GET /api/duplicates?sort=newest&limit=40';
const REMOVE_A = 'DELETE /api/duplicates/a/files';
const three = [aGroup('a'), aGroup('b'), aGroup('c')];
const trashed = { undoToken: 't', ok: true, items: [{ state: 'trashed', detail: null }] };

function open(groups: readonly DuplicateGroup[], address = '/duplicates/a') {
  const server = new FakeServer();
  server.answer(LIST, () => aPage(groups));
  for (const group of groups) {
    server.answer(`GET /api/duplicates/${group.groupId}`, () => Response.json(group));
  }
  server.answer(REMOVE_A, () => Response.json(trashed));
  return { server, ...renderApp(server, address) };
}

const card = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });

/** What was sent along with the newest request of a route. */
function bodyOf(server: FakeServer, route: string): unknown {
  const bodies = server.calls.filter((call) => call.route === route).map(({ init }) => init.body);
  return JSON.parse(bodies.at(-1) as string);
}

/** A group is on the screen, and the next one is known. */
async function ready(name = 'Copy 1: a.jpg') {
  await card(name);
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Next group' })).toBeEnabled();
  });
}

describe('carrying over', () => {
  const PREVIEW = 'POST /api/duplicates/a/preview';
  const changes = [
    { what: 'album', name: 'Sea', before: false, after: true },
    { what: 'rating', before: 0, after: 5 },
    { what: 'favorite', before: false, after: true },
    { what: 'tag', name: 'boat', before: false, after: true },
    { what: 'description', before: '', after: 'Waves' },
    { what: 'place', before: null, after: {} },
    { what: 'odd', before: 1, after: 2 },
  ];

  test('is chosen, told beforehand, and sent along', async () => {
    const { server, user } = open(three);
    server.answer(PREVIEW, () => Response.json({ changes }));
    await ready();
    await user.click(screen.getByLabelText('Carry over to what stays', { exact: false }));
    await screen.findByText('Album Sea');
    for (const told of [
      'Stars: 5',
      'Favourite',
      'Tag boat',
      'Description: Waves',
      'Place',
      'odd',
    ]) {
      expect(screen.getAllByText(told)[0]).toBeVisible();
    }

    server.answer('POST /api/duplicates/b/preview', () => Response.json({ changes: [] }));
    await user.keyboard('{Shift>}C{/Shift}');
    expect(bodyOf(server, REMOVE_A)).toMatchObject({ carryOver: true });
  });

  test('leaves Enter to the decision, and is switched by Space', async () => {
    const { server, user } = open(three);
    server.answer(PREVIEW, () => Response.json({ changes: [] }));
    server.answer('POST /api/duplicates/b/preview', () => Response.json({ changes: [] }));
    await ready();
    screen.getByLabelText('Carry over to what stays', { exact: false }).focus();

    await user.keyboard(' {Enter}');

    expect(await card('Copy 1: b.jpg')).toBeVisible();
    expect(bodyOf(server, REMOVE_A)).toMatchObject({ carryOver: true });
  });

  test('says when there is nothing, and when nobody knows', async () => {
    const { server, user } = open(three);
    server.answer(PREVIEW, () => Response.json({ changes: [] }));
    server.answer('POST /api/duplicates/b/preview', fails(500));
    await ready();
    await user.click(screen.getByLabelText('Carry over to what stays', { exact: false }));
    expect(await screen.findByText('There is nothing to carry over.')).toBeVisible();

    await user.keyboard('{ArrowRight}');
    expect(
      await screen.findByText('What would be carried over cannot be told just now.'),
    ).toBeVisible();
  });
});
