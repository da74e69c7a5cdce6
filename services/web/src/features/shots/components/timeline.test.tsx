import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from '@/testing/browser';
import { aCard, columnsOf, manyCards } from '@/testing/cards';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const MONTH = 'GET /api/groups/timeline/bucket?timeBucket=';
const card = (name: string) => screen.findByRole('article', { name });
const press = async (name: string) => within(await card(name)).getByRole('button');

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

/** Months of one card each, two years of them. */
const yearsOf = (count: number) =>
  Array.from({ length: count }, (_, place) => {
    const at = new Date(Date.UTC(2026, 4 - place, 15, 12)).toISOString().slice(0, 19);
    return aCard(`${at.slice(0, 7)}.jpg`, { localDateTime: at });
  });

describe('a large library', () => {
  test('has few cards in the document, and asks for near months only', async () => {
    server.cards = manyCards(5000);
    renderApp(server);
    await card('0.jpg');

    expect(screen.getAllByRole('article').length).toBeLessThan(60);
    expect(server.countOf(MONTH)).toBe(0);
  });

  test('shows what is scrolled to, and no longer what was left', async () => {
    server.cards = manyCards(2000);
    renderApp(server);
    await card('0.jpg');

    browser.scrollTo(30_000);

    await waitFor(() => {
      expect(screen.queryByRole('article', { name: '0.jpg' })).toBeNull();
      expect(screen.getAllByRole('article').length).toBeGreaterThan(10);
    });
  });

  test('keeps what is read in its place when months above take their true heights', async () => {
    server.cards = manyCards(3000);
    const may = Promise.withResolvers<Response>();
    server.bringsNewest = false;
    server.answer(`${MONTH}2026-05-01`, () => may.promise);
    renderApp(server);
    const gap = (await screen.findByText('Loading May 2026…')).closest<HTMLElement>('.absolute');
    browser.scrollTo(200 + Number.parseFloat(String(gap?.style.height)) + 100);
    const before = browser.top;
    await waitFor(() => {
      expect(screen.getAllByRole('article').length).toBeGreaterThan(1);
    });
    const month = server.cards.filter((card) => card.localDateTime.startsWith('2026-05'));
    const shown = screen.getAllByRole('article');
    const name = String(shown[Math.floor(shown.length / 2)]?.getAttribute('aria-label'));

    may.resolve(Response.json(columnsOf(month)));

    await waitFor(() => {
      expect(browser.top).not.toBe(before);
    });
    await waitFor(() => {
      expect(screen.getByRole('article', { name })).toBeVisible();
    });
  });
});

describe('the place in the address', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  test('is where the timeline opens', async () => {
    server.cards = yearsOf(24);
    renderApp(server, '/?at=2025-01-15T12:00:00');

    expect(await card('2025-01.jpg')).toBeVisible();
    expect(browser.top).toBeGreaterThan(3000);
  });

  test('may be older than all photos, or in a month that fails', async () => {
    server.cards = yearsOf(24);
    server.answer(`${MONTH}2024-06-01`, fails(403));
    renderApp(server, '/?at=2001-01-15T12:00:00');

    expect(await screen.findByText(/June 2024 could not be loaded/)).toBeVisible();
    expect(browser.top).toBeGreaterThan(5000);
  });

  test('follows where scrolling comes to rest', async () => {
    server.cards = yearsOf(24);
    renderApp(server);
    await card('2026-05.jpg');

    browser.scrollTo(900);
    await vi.advanceTimersByTimeAsync(400);

    expect(window.location.search).toBe('?at=2026-02-15T12%3A00%3A00');

    browser.scrollTo(0);
    await vi.advanceTimersByTimeAsync(400);

    expect(window.location.search).toBe('');
  });

  test('is that of the open photo, wherever scrolling came to rest', async () => {
    server.cards = yearsOf(24);
    renderApp(server);
    await card('2026-05.jpg');
    browser.scrollTo(100);
    fireEvent.click(await press('2026-04.jpg'));
    await vi.advanceTimersByTimeAsync(400);

    expect(window.location.pathname).toBe('/photos/id-2026-04.jpg');
  });

  test('is the end of a month that has not come', async () => {
    server.cards = manyCards(2000);
    renderApp(server);
    await card('0.jpg');
    server.answer('GET /api/groups/timeline/bucket', never);

    browser.scrollTo(70_000);
    await vi.advanceTimersByTimeAsync(400);

    expect(window.location.search).toMatch(/^\?at=2026-0[34]-31T23%3A59%3A59$/);
  });

  test('is given up as soon as somebody scrolls', async () => {
    server.cards = yearsOf(24);
    server.answer('GET /api/groups/timeline/bucket', never);
    renderApp(server, '/?at=2025-01-15T12:00:00');
    await screen.findByText('Loading January 2025…');
    browser.scrollTo(browser.top - 30);
    await vi.advanceTimersByTimeAsync(400);

    expect(window.location.search).toBe('?at=2025-01-15T12:00:00');

    fireEvent.wheel(window);
    browser.scrollTo(0);

    expect(browser.top).toBe(0);
  });
});
