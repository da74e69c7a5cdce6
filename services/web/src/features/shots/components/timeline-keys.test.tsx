import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { browser } from '@/testing/browser';
import { aCard, columnsOf, manyCards } from '@/testing/cards';
import { FakeServer, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

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

describe('keys', () => {
  const focused = () => document.activeElement?.closest('article')?.getAttribute('aria-label');

  beforeEach(() => {
    server.cards = manyCards(40);
  });

  test('walk from card to card and from row to row', async () => {
    const { user } = renderApp(server);
    await card('0.jpg');
    const walked: unknown[] = [];
    for (const key of ['Right', 'Right', 'Left', 'Left', 'Down', 'Up', 'Up']) {
      await user.keyboard(`{Arrow${key}}`);
      walked.push(focused());
    }

    expect(walked).toEqual(['0.jpg', '1.jpg', '0.jpg', '0.jpg', '3.jpg', '0.jpg', '0.jpg']);
  });

  test('bring a card into the window, from under it and from above', async () => {
    const { user } = renderApp(server);
    await card('0.jpg');
    for (let row = 0; row < 6; row += 1) await user.keyboard('{ArrowDown}');
    const down = browser.top;
    for (let row = 0; row < 6; row += 1) await user.keyboard('{ArrowUp}');

    expect(down).toBeGreaterThan(400);
    expect(browser.top).toBeLessThan(down);
    await waitFor(() => {
      expect(focused()).toBe('0.jpg');
    });
  });

  test('open and select the card that they are at', async () => {
    const { user } = renderApp(server);
    await card('0.jpg');
    await user.keyboard('x{ArrowRight}x');

    expect(screen.getByText('1 selected')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Clear selection' }));
    (await press('1.jpg')).focus();
    document.body.focus();
    await user.keyboard('{ArrowRight}');
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('{Enter}');

    expect(await screen.findByRole('dialog')).toHaveAccessibleName('2.jpg');
  });

  test('jump to days, months and years', async () => {
    server.cards = yearsOf(24);
    const { user } = renderApp(server);
    await card('2026-05.jpg');
    const lines: number[] = [];
    for (const keys of ['d', 'm', 'y', '{Shift>}m{/Shift}', '{Shift>}y{/Shift}']) {
      await user.keyboard(keys);
      lines.push(Math.round(browser.top));
    }
    await user.keyboard('{Shift>}d{/Shift}');

    expect(lines).toEqual([439, 734, 1619, 1324, 144]);
    expect(browser.top).toBe(144);
  });

  test('go on from where they jumped to, also to days of one month', async () => {
    const { user } = renderApp(server);
    await card('0.jpg');
    const walked: unknown[] = [];
    for (const keys of ['d', 'd', '{ArrowRight}', '{Shift>}d{/Shift}']) {
      await user.keyboard(keys);
      walked.push(focused());
    }

    expect(walked).toEqual(['24.jpg', '24.jpg', '25.jpg', '0.jpg']);
  });

  test('are at no card until the month has come to which they jumped', async () => {
    server.cards = yearsOf(24);
    const april = Promise.withResolvers<Response>();
    server.answer('GET /api/groups/timeline/bucket?timeBucket=2026-04-01', () => april.promise);
    const { user } = renderApp(server);
    await user.click(await screen.findByLabelText('Select 2026-05.jpg'));
    await user.keyboard('m{ArrowLeft}m{Shift>}m{/Shift}{Enter}');
    await screen.findByText('Loading April 2026…');

    expect(screen.queryByRole('dialog')).toBeNull();

    april.resolve(Response.json(columnsOf(server.cards.slice(1, 2))));

    await waitFor(() => {
      expect(focused()).toBe('2026-04.jpg');
    });
  });

  test('do nothing where there is nothing yet', async () => {
    server.bringsNewest = false;
    server.answer('GET /api/groups/timeline/bucket', never);
    const { user } = renderApp(server);
    await screen.findByText('Loading May 2026…');
    await user.keyboard('{ArrowRight}{Enter}{Shift>}x{/Shift}d');

    expect(document.activeElement).toBe(document.body);
  });
});

describe('the scrubber', () => {
  const scrubber = () => screen.findByRole('slider', { name: 'Months' });

  test('is left out for a single month', async () => {
    server.cards = [aCard('a.jpg')];
    renderApp(server);
    await card('a.jpg');

    expect(screen.queryByRole('slider')).toBeNull();
  });

  test('goes by keys to the next month, a year on, and to either end', async () => {
    server.cards = yearsOf(24);
    const { user } = renderApp(server);
    const slider = await scrubber();
    slider.focus();
    const told: (string | null)[] = [];
    for (const key of ['ArrowDown', 'PageDown', 'ArrowUp', 'End', 'Home', 'a']) {
      await user.keyboard(`{${key}}`);
      told.push(slider.getAttribute('aria-valuetext'));
    }

    expect(told).toEqual([
      'April 2026',
      'April 2025',
      'May 2025',
      'June 2024',
      'May 2026',
      'May 2026',
    ]);
  });

  test('goes where it is pressed or dragged to', async () => {
    server.cards = yearsOf(24);
    renderApp(server);
    const slider = await scrubber();
    Object.assign(slider, { setPointerCapture: () => undefined });

    fireEvent.pointerDown(slider, { clientY: 500, buttons: 1 });
    const pressed = browser.top;
    browser.top = 0;
    fireEvent.pointerMove(slider, { clientY: 9000, buttons: 1 });
    const dragged = browser.top;
    fireEvent.pointerMove(slider, { clientY: 0, buttons: 0 });

    expect(pressed).toBeGreaterThan(3000);
    expect(dragged).toBeGreaterThan(pressed);
    expect(browser.top).toBe(dragged);
  });
});
