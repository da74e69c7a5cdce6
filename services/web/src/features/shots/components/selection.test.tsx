import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { aCard, aPair, manyCards } from '@/testing/cards';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

const box = (name: string) => screen.findByRole('checkbox', { name: `Select ${name}` });
const press = async (name: string) =>
  within(await screen.findByRole('article', { name })).getByRole('button');
const bodyOf = (route: string): unknown => {
  const call = server.calls.find((one) => one.route === route);
  return JSON.parse(typeof call?.init.body === 'string' ? call.init.body : 'null');
};
const action = (name: string) =>
  within(screen.getByRole('toolbar', { name: 'Selected photos' })).getByRole('button', { name });

describe('selecting', () => {
  test('goes by the circle, and then by a press anywhere', async () => {
    server.cards = manyCards(5);
    const { user } = renderApp(server);
    await user.click(await box('0.jpg'));
    await user.click(await press('1.jpg'));
    expect(screen.getByText('2 selected')).toBeVisible();

    await user.click(await press('0.jpg'));
    await user.keyboard('{Escape}');

    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  test('takes a whole range with Shift, over months, in either direction', async () => {
    const march = { localDateTime: '2026-04-01T10:00:00' };
    server.cards = [...manyCards(3), aCard('april.jpg', march)];
    const { user } = renderApp(server);
    await user.click(await box('april.jpg'));
    await user.keyboard('{Shift>}');
    await user.click(await press('1.jpg'));
    await user.keyboard('{/Shift}');

    expect(await screen.findByText('3 selected')).toBeVisible();
  });

  test('with Shift takes one where nothing was before', async () => {
    server.cards = manyCards(3);
    const { user } = renderApp(server);
    await user.keyboard('{Shift>}');
    await user.click(await press('1.jpg'));
    await user.keyboard('{/Shift}');

    expect(screen.getByText('1 selected')).toBeVisible();
  });

  test('takes the last one alone where the first one is gone', async () => {
    server.cards = [...manyCards(3), aCard('old.jpg', { localDateTime: '2026-03-01T10:00:00' })];
    const { user, events } = renderApp(server);
    await user.click(await box('0.jpg'));
    server.cards = server.cards.slice(1);
    events.send('groups', { version: 9 });
    await waitFor(() => {
      expect(screen.queryByRole('article', { name: '0.jpg' })).toBeNull();
    });
    await user.keyboard('{Shift>}');
    await user.click(await press('1.jpg'));
    await user.keyboard('{/Shift}');

    expect(await screen.findByText('2 selected')).toBeVisible();
  });

  test('takes the last one alone where a month between cannot be loaded', async () => {
    server.cards = ['2026-05', '2026-04', '2026-03'].map((month) =>
      aCard(`${month}.jpg`, { localDateTime: `${month}-10T10:00:00` }),
    );
    server.answer('GET /api/groups/timeline/bucket?timeBucket=2026-04-01', fails(403));
    const { user } = renderApp(server);
    await user.click(await box('2026-05.jpg'));
    await user.keyboard('{Shift>}');
    await user.click(await press('2026-03.jpg'));
    await user.keyboard('{/Shift}');

    expect(await screen.findByText('2 selected')).toBeVisible();
  });

  test('takes a range of what was found', async () => {
    const items = manyCards(5).map((card) => ({ ...card, matched: [] }));
    server.answer('GET /api/search', () => Response.json({ items, nextCursor: null, missing: [] }));
    const { user } = renderApp(server, '/?q=x');
    await user.click(await box('3.jpg'));
    await user.keyboard('{Shift>}');
    await user.click(await press('1.jpg'));
    await user.keyboard('{/Shift}');

    expect(await screen.findByText('3 selected')).toBeVisible();
  });

  test('goes by keys as well', async () => {
    server.cards = manyCards(5);
    const { user } = renderApp(server);
    await press('0.jpg');
    await user.keyboard('{ArrowRight}x{ArrowRight}{ArrowRight}{Shift>}x{/Shift}');

    expect(await screen.findByText('3 selected')).toBeVisible();
  });
});

describe('what is selected', () => {
  beforeEach(() => {
    server.cards = [aPair('IMG_1'), aCard('a.jpg')];
  });

  test('becomes one group, which can be undone', async () => {
    server.answer('POST /api/groups/merge', () => Response.json({ undoToken: 't1' }));
    const { user } = renderApp(server);
    await user.click(await box('a.jpg'));
    expect(action('Group')).toBeDisabled();
    await user.keyboard('s');
    await user.click(await box('IMG_1.JPG'));
    await user.click(action('Group'));

    expect(await screen.findByText('Grouped 2 photos')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(bodyOf('POST /api/groups/merge')).toEqual({
      groups: [{ groupId: 'group-IMG_1' }],
      assetIds: ['id-a.jpg'],
    });
    await waitFor(() => {
      expect(screen.queryByRole('toolbar')).toBeNull();
    });
  });

  test('stays selected where that fails', async () => {
    server.answer('POST /api/groups/merge', fails(403));
    const { user } = renderApp(server);
    await user.click(await box('a.jpg'));
    await user.click(await box('IMG_1.JPG'));
    await user.keyboard('s');

    expect(await screen.findByText(/That did not work/)).toBeVisible();
    expect(screen.getByText('2 selected')).toBeVisible();
  });

  test('is taken apart', async () => {
    const results = [{ groupId: 'group-IMG_1', ok: true }];
    server.answer('POST /api/groups/dissolve', () => Response.json({ undoToken: 't', results }));
    const { user } = renderApp(server);
    await user.click(await box('a.jpg'));
    expect(action('Dissolve')).toBeDisabled();
    await user.click(await box('IMG_1.JPG'));
    await user.click(action('Dissolve'));

    expect(await screen.findByText('The group is dissolved')).toBeVisible();
    expect(bodyOf('POST /api/groups/dissolve')).toEqual({ groups: [{ groupId: 'group-IMG_1' }] });
  });

  test('is downloaded with all its versions', async () => {
    server.answer('POST /api/immich/download/archive', never);
    const { user } = renderApp(server);
    await user.click(await box('a.jpg'));
    await user.click(await box('IMG_1.JPG'));
    await user.click(action('Download'));

    expect(await screen.findByText('Making a ZIP of 3 files…')).toBeVisible();
    expect(bodyOf('POST /api/immich/download/archive')).toEqual({
      assetIds: ['id-a.jpg', 'id-IMG_1.JPG', 'id-IMG_1.CR2'],
    });
  });

  test('is forgotten with other filters', async () => {
    const { user } = renderApp(server);
    await user.click(await box('a.jpg'));
    await user.click(screen.getByRole('button', { name: 'Similar' }));

    expect(screen.queryByRole('toolbar')).toBeNull();
  });
});
