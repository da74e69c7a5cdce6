import { screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { aCard } from '@/testing/cards';
import { FakeServer, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const PERSON = 'GET /api/immich/people/p1';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.cards = [aCard('a.jpg')];
  server.answer(PERSON, () => Response.json({ id: 'p1', name: 'Ben', isHidden: false }));
  server.answer(`${PERSON}/statistics`, () => Response.json({ assets: 3 }));
});

test('a person stands over the photos that show them', async () => {
  renderApp(server, '/people/p1');

  expect(await screen.findByRole('heading', { name: 'Ben' })).toBeVisible();
  expect(await screen.findByText('3 photos')).toBeVisible();
  expect(await screen.findByRole('article', { name: 'a.jpg' })).toBeVisible();
  expect(server.countOf('GET /api/groups/timeline/buckets?personId=p1')).toBe(1);
});

test('somebody who is not there is told, and can be asked for again', async () => {
  server.answer(PERSON, fails(400));
  const { user } = renderApp(server, '/people/p1');
  expect(await screen.findByRole('alert')).toHaveTextContent('It is not there any more.');
  server.answer(PERSON, () => Response.json({ id: 'p1', name: '', isHidden: false }));
  await user.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByRole('heading', { name: 'No name' })).toBeVisible();
});

test('somebody without photos is told so', async () => {
  server.cards = [];
  renderApp(server, '/people/p1');

  expect(await screen.findByText('No photos of this person')).toBeVisible();
});
