import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { browser } from '@/testing/browser';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const PEOPLE = 'GET /api/immich/people';
const FOUND = 'GET /api/immich/search/person';
let server: FakeServer;

const aPerson = (name: string, more: object = {}) => ({
  id: `person-${name}`,
  name,
  isHidden: false,
  ...more,
});
const names = () =>
  within(screen.getByRole('main'))
    .queryAllByRole('listitem')
    .map((item) => item.textContent);
const page = (names: readonly string[], more = {}) =>
  Response.json({ people: names.map((name) => aPerson(name)), ...more });

function switchTo(facialRecognition: boolean, enabled: boolean): void {
  server.answer('GET /api/immich/server/features', () => Response.json({ facialRecognition }));
  server.answer('GET /api/immich/users/me/preferences', () =>
    Response.json({ people: { enabled } }),
  );
}

beforeEach(() => {
  server = new FakeServer();
  switchTo(true, true);
  server.answer(PEOPLE, () => page(['Ben', '']));
});

test('faces lead to the photos that show them, also of those without a name', async () => {
  renderApp(server, '/people');

  expect(await screen.findByRole('link', { name: 'Ben' })).toHaveAttribute(
    'href',
    '/people/person-Ben',
  );
  expect(names()).toEqual(['Ben', 'No name']);
});

test('a face that was chosen anew is another picture, and one that is not there a sign', async () => {
  const people = [aPerson('Ben', { updatedAt: '2026-05-01' })];
  server.answer(PEOPLE, () => Response.json({ people }));
  renderApp(server, '/people');
  const ben = await screen.findByRole('link', { name: 'Ben' });
  const face = ben.querySelector('img') as HTMLElement;
  expect(face).toHaveAttribute(
    'src',
    '/api/immich/people/person-Ben/thumbnail?updatedAt=2026-05-01',
  );
  fireEvent.error(face);

  expect(ben.querySelector('img')).toBeNull();
});

describe('many people', () => {
  const second = () =>
    server.calls.filter(({ route }) => route.startsWith(`${PEOPLE}?page=2&`)).length;

  beforeEach(() => {
    server.answer(`${PEOPLE}?page=1&size=200&withHidden=false`, () =>
      page(['Ben'], { hasNextPage: true }),
    );
    server.answer(PEOPLE, () => page(['Cleo'], { hasNextPage: false }));
  });

  test('come page by page', async () => {
    renderApp(server, '/people');
    await screen.findByRole('link', { name: 'Ben' });
    expect(second()).toBe(0);
    browser.scroll(true);

    expect(await screen.findByRole('link', { name: 'Cleo' })).toBeVisible();
    expect(screen.queryByText('Loading more people…')).toBeNull();
  });

  test('say so where the next page does not come', async () => {
    server.answer(PEOPLE, fails(403));
    renderApp(server, '/people');
    await screen.findByRole('link', { name: 'Ben' });
    browser.scroll(true);

    expect(await screen.findByText('The next people could not be loaded.')).toBeVisible();
    expect(names()).toEqual(['Ben']);
  });
});

describe('a search', () => {
  test('asks Immich for names, and leaves out who is hidden', async () => {
    server.answer(`${FOUND}?name=cl`, () =>
      Response.json([aPerson('Cleo'), aPerson('Claus', { isHidden: true })]),
    );
    server.answer(FOUND, () => Response.json([]));
    const { user } = renderApp(server, '/people');
    await screen.findByRole('link', { name: 'Ben' });
    await user.type(screen.getByRole('searchbox', { name: 'Search people' }), 'cl');

    await waitFor(() => {
      expect(names()).toEqual(['Cleo']);
    });
    expect(window.location.search).toBe('?q=cl');
  });

  test('that finds nobody says so', async () => {
    server.answer(FOUND, () => Response.json([]));
    renderApp(server, '/people?q=zo');

    expect(await screen.findByText('Nobody called “zo”')).toBeVisible();
  });
});

describe('without people', () => {
  test.each([
    ['Nobody yet', true, true],
    ['Immich does not look for faces', false, true],
    ['People are switched off', true, false],
  ])('it says why: %s', async (said, recognises, wanted) => {
    switchTo(recognises, wanted);
    server.answer(PEOPLE, () => page([]));
    renderApp(server, '/people');

    expect(await screen.findByText(said)).toBeVisible();
  });
});

test('an outline stands where people are on their way', async () => {
  server.answer(PEOPLE, never);
  renderApp(server, '/people');

  expect(await screen.findByText('Loading people…')).toBeInTheDocument();
});

test('a failure can be tried again', async () => {
  server.answer(PEOPLE, fails(403));
  const { user } = renderApp(server, '/people');
  await screen.findByRole('alert');
  server.answer(PEOPLE, () => page(['Ben']));
  await user.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByRole('link', { name: 'Ben' })).toBeVisible();
});
