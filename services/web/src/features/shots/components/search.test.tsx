import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { browser } from '@/testing/browser';
import { aCard, aPair } from '@/testing/cards';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { Found, FoundCard } from '../api/search-shots';

const card = (name: string) => screen.findByRole('article', { name });
const found = (items: FoundCard[], more: Partial<Found> = {}) =>
  Response.json({ items, nextCursor: null, missing: [], ...more });
const byName = aCard('IMG_7.JPG');
const match = { assetId: byName.id, why: 'name', text: 'IMG_7.JPG' };

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

describe('a search', () => {
  test('begins at the key, and stands in the address', async () => {
    server.answer('GET /api/search', () => found([{ ...byName, matched: [match] }]));
    const { user } = renderApp(server, '/?filter=exact');
    const field = await screen.findByRole('searchbox', { name: 'Search' });
    await user.keyboard('/');
    expect(field).toHaveFocus();

    await user.keyboard('IMG 7{Enter}');

    expect(await card('IMG_7.JPG')).toHaveTextContent('matched: IMG_7.JPG');
    expect(window.location.search).toBe('?filter=exact&q=IMG+7');
    expect(server.countOf('GET /api/search?q=IMG+7&limit=50')).toBe(1);
    expect(screen.queryByRole('group', { name: 'Show only' })).toBeNull();
  });

  test('is not cut by filters, which wait for who comes back', async () => {
    server.answer('GET /api/search', () => found([{ ...byName, matched: [match] }]));
    const { user } = renderApp(server, '/?filter=exact&q=IMG');
    await card('IMG_7.JPG');
    const waiting = within(screen.getByRole('group', { name: 'Back to what is filtered' }));
    expect(waiting.getByText(/^A search looks through all photos/)).toBeVisible();

    await user.click(waiting.getByRole('button', { name: 'Exact duplicates' }));
    const chips = within(await screen.findByRole('group', { name: 'Show only' }));
    expect(chips.getByRole('button', { name: /^Exact/, pressed: true })).toBeVisible();
    expect(window.location.search).toBe('?filter=exact');
  });

  test('is left by Escape, and cleared', async () => {
    server.cards = [aCard('a.jpg')];
    server.answer('GET /api/search', () => found([]));
    const { user } = renderApp(server, '/?q=x');
    const field = await screen.findByRole('searchbox');
    field.focus();
    await user.keyboard('{Escape}');
    expect(field).not.toHaveFocus();

    await user.click(screen.getByRole('button', { name: 'Clear search' }));

    expect(await card('a.jpg')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  test('given up leads back to the card from which it began', async () => {
    server.cards = [aCard('a.jpg')];
    const { user } = renderApp(server);
    await card('a.jpg');
    await user.keyboard('{ArrowRight}/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('{Escape}');

    expect(await card('a.jpg')).toContainElement(document.activeElement as HTMLElement);
  });

  test('tells which version matched, or what of the picture did', async () => {
    const pair = aPair('IMG_1');
    const raw = { assetId: 'id-IMG_1.CR2', why: 'extension', text: 'IMG_1.CR2' };
    server.answer('GET /api/search', () =>
      found([
        { ...pair, matched: [raw] },
        { ...byName, matched: [{ ...match, why: 'smart', text: 'cr2' }] },
        { ...aCard('plain.jpg'), matched: [] },
      ]),
    );
    const { user } = renderApp(server, '/?q=cr2');
    await user.click(await screen.findByRole('button', { name: 'Show what looks like it' }));

    expect(await card('IMG_1.JPG')).toHaveTextContent('matched: IMG_1.CR2');
    expect(await card('IMG_7.JPG')).toHaveTextContent('matched: what is in it');
    expect(await card('plain.jpg')).toHaveTextContent(/^$/);
  });

  test('folds what only looks like it under what is known to match', async () => {
    const alike = { ...aCard('cloud.jpg'), matched: [{ ...match, why: 'smart' }] };
    server.answer('GET /api/search?q=x&limit=50', () =>
      found([{ ...byName, matched: [match] }, alike], { nextCursor: 'c2' }),
    );
    server.answer('GET /api/search?q=x&limit=50&cursor=c2', () =>
      found([{ ...alike, cardId: 'c', fileName: 'sky.jpg' }], { nextCursor: 'c3' }),
    );
    browser.nearEnd = true;
    const { user } = renderApp(server, '/?q=x');
    const more = await screen.findByRole('button', { name: 'Show what looks like it' });
    const sure = 'Found by name, date, camera, place or person (1)';

    expect(screen.getByRole('region', { name: sure })).toContainElement(await card('IMG_7.JPG'));
    await waitFor(() => {
      expect(screen.queryByText('Loading more photos…')).toBeNull();
    });
    expect(screen.queryByRole('article', { name: 'cloud.jpg' })).toBeNull();
    expect(server.countOf('GET /api/search?q=x&limit=50&cursor=c3')).toBe(0);

    browser.nearEnd = false;
    await user.click(more);
    const looks = screen.getByRole('region', { name: 'Looks like it, says Immich' });

    expect(looks).toContainElement(await card('cloud.jpg'));
    expect(looks).toContainElement(await card('sky.jpg'));
    expect(more).not.toBeInTheDocument();
    expect(screen.getByText('Loading more photos…')).toBeVisible();
  });

  test('shows at once what looks like it where nothing is known to match', async () => {
    server.answer('GET /api/search', () =>
      found([{ ...byName, matched: [{ ...match, why: 'smart' }] }]),
    );
    renderApp(server, '/?q=x');

    expect(await card('IMG_7.JPG')).toBeVisible();
    expect(screen.getByText(/^Nothing found for “x” by name/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show what looks like it' })).toBeNull();
  });

  test('fetches the next page when the end comes near, and shows each shot once', async () => {
    const other = aCard('other.jpg');
    server.answer('GET /api/search?q=x&limit=50', () =>
      found([{ ...byName, matched: [match] }], { nextCursor: 'c2' }),
    );
    server.answer('GET /api/search?q=x&limit=50&cursor=c2', fails(403));
    const { user } = renderApp(server, '/?q=x');
    await card('IMG_7.JPG');
    expect(screen.getByText('Loading more photos…')).toBeVisible();
    browser.scroll(true);
    await screen.findByText('The next photos could not be loaded.');
    server.answer('GET /api/search?q=x&limit=50&cursor=c2', () =>
      found([
        { ...byName, matched: [match] },
        { ...other, matched: [] },
      ]),
    );

    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await card('other.jpg')).toBeVisible();
    expect(screen.getAllByRole('article')).toHaveLength(2);
  });

  test('says what it did not find, and where it could not look', async () => {
    server.answer('GET /api/search', () => found([], { missing: ['smart'] }));
    renderApp(server, '/?q=unicorn');

    expect(await screen.findByText('Nothing found for “unicorn”')).toBeVisible();
    expect(screen.getByText('Not everything could be searched just now.')).toBeVisible();
  });

  test('that fails can be tried again', async () => {
    server.answer('GET /api/search', fails(403));
    const { user } = renderApp(server, '/?q=x');
    await screen.findByRole('alert');
    server.answer('GET /api/search', () => found([{ ...byName, matched: [match] }]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await card('IMG_7.JPG')).toBeVisible();
  });

  test('is waited for', async () => {
    server.answer('GET /api/search', never);
    renderApp(server, '/?q=x');

    expect(await screen.findByText('Loading photos…')).toBeInTheDocument();
  });

  test('opens what it found, and walks through it', async () => {
    const other = aCard('other.jpg');
    server.cards = [byName, other];
    server.answer('GET /api/search', () =>
      found([
        { ...byName, matched: [match] },
        { ...other, matched: [] },
      ]),
    );
    const { user } = renderApp(server, '/?q=x');
    await card('IMG_7.JPG');
    await user.keyboard('{ArrowRight}{Enter}');
    await screen.findByRole('dialog', { name: 'IMG_7.JPG' });
    await user.keyboard('{ArrowRight}');

    expect(await screen.findByRole('dialog', { name: 'other.jpg' })).toBeVisible();
    expect(window.location.search).toContain('q=x');

    await user.keyboard('?');

    expect(screen.queryByText('Search', { selector: 'dd' })).toBeNull();
  });
});
