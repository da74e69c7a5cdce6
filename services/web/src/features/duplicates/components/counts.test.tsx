import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aGroup, aPage } from '@/testing/duplicates';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const COUNTS = 'GET /api/duplicates/counts';
const REMOVE_A = 'DELETE /api/duplicates/a/files';
const UNDO = 'POST /api/duplicates/undo/t';
const sums = (groups: number) => ({
  groups,
  files: 2 * groups,
  reclaimableBytes: groups * 1_048_576,
});
const counted = () =>
  Response.json({
    ...sums(18),
    byType: { perceptual: sums(10), exact: sums(8) },
    level: '0.95',
  });

async function open() {
  const server = new FakeServer();
  const groups = [aGroup('a'), aGroup('b')];
  server.answer('GET /api/duplicates?sort=newest&limit=40', () => aPage(groups));
  for (const group of groups) {
    server.answer(`GET /api/duplicates/${group.groupId}`, () => Response.json(group));
  }
  server.answer(COUNTS, counted);
  server.answer(REMOVE_A, () => Response.json({ undoToken: 't', items: [{ state: 'trashed' }] }));
  server.answer(UNDO, () => Response.json({ items: [] }));
  const rendered = renderApp(server, '/duplicates/a');
  await screen.findByText('1 of 18');
  return { server, ...rendered };
}

test('what is decided is counted no longer at once, until it is taken back', async () => {
  const { server, user } = await open();
  const held = server.countOf(COUNTS);
  await user.keyboard('{Enter}');
  expect(screen.getByText('1 of 17')).toBeVisible();
  expect(screen.getAllByText('17 groups')).toHaveLength(2);
  expect(server.countOf(COUNTS)).toBe(held);

  await user.keyboard('z');
  expect(await screen.findByText('1 of 18')).toBeVisible();
});

test('what was taken back is, though the group cannot be read again', async () => {
  const { server, user } = await open();
  await user.keyboard('{Enter}');
  await screen.findByText('1 of 17');
  server.answer('GET /api/duplicates/a', fails(403));
  await user.keyboard('z');

  expect(await screen.findByText(/^Taken back/)).toBeVisible();
});

test('what could not be decided is counted again', async () => {
  const { server, user } = await open();
  const answer = Promise.withResolvers<Response>();
  server.answer(REMOVE_A, () => answer.promise);
  await user.keyboard('{Enter}');
  await screen.findByText('1 of 17');
  server.answer(COUNTS, never);
  answer.resolve(fails(503)());

  await waitFor(() => {
    expect(screen.getAllByText('18 groups')).toHaveLength(2);
  });
});
