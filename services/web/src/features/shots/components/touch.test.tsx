import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { manyCards } from '@/testing/cards';
import { FakeServer } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const HELD_MS = 500;
const touch = { pointerType: 'touch', clientX: 10, clientY: 10 };
let server: FakeServer;

/** The card of a name, and time that passes only when a test lets it. */
async function resting(name: string): Promise<HTMLElement> {
  const card = within(await screen.findByRole('article', { name })).getByRole('button');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return card;
}

function hold(): void {
  act(() => {
    vi.advanceTimersByTime(HELD_MS);
  });
}

beforeEach(() => {
  server = new FakeServer();
  server.cards = manyCards(3);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a finger', () => {
  test('that rests on a card selects it, and a tap then selects more', async () => {
    renderApp(server);
    const card = await resting('0.jpg');
    fireEvent.pointerDown(card, touch);
    hold();
    fireEvent.pointerUp(card, touch);
    fireEvent.click(card);
    expect(screen.getByText('1 selected')).toBeVisible();

    const other = within(screen.getByRole('article', { name: '1.jpg' })).getByRole('button');
    fireEvent.pointerDown(other, touch);
    fireEvent.pointerUp(other, touch);
    fireEvent.click(other);

    expect(screen.getByText('2 selected')).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('that scrolls selects nothing, and one that trembles does', async () => {
    renderApp(server);
    const card = await resting('0.jpg');
    fireEvent.pointerDown(card, touch);
    fireEvent.pointerMove(card, { ...touch, clientY: 40 });
    hold();
    expect(screen.queryByRole('toolbar')).toBeNull();

    fireEvent.pointerDown(card, touch);
    fireEvent.pointerMove(card, { ...touch, clientY: 14 });
    hold();
    expect(screen.getByText('1 selected')).toBeVisible();
  });

  test('that the browser takes for its own selects nothing', async () => {
    renderApp(server);
    const card = await resting('0.jpg');
    fireEvent.pointerDown(card, touch);
    fireEvent.pointerCancel(card, touch);
    hold();

    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  test('calls up no menu, as a mouse may', async () => {
    renderApp(server);
    const card = await resting('0.jpg');
    fireEvent.pointerDown(card, { pointerType: 'mouse' });
    hold();
    const byMouse = fireEvent.contextMenu(card);
    fireEvent.pointerDown(card, touch);
    const byTouch = fireEvent.contextMenu(card);

    expect([byMouse, byTouch]).toEqual([true, false]);
    expect(screen.queryByRole('toolbar')).toBeNull();
  });
});
