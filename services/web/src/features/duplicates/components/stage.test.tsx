import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aCopy, aGroup, aKeeper, aPage } from '@/testing/duplicates';
import { FakeServer } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { DuplicateGroup } from '../group';

const twins = [aKeeper('a.jpg'), aCopy('b.jpg'), aCopy('c.jpg')] as const;

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 400));
});

async function open(group: Partial<DuplicateGroup> = {}, address = '/duplicates/a') {
  const server = new FakeServer();
  const groups = [aGroup('a', { members: twins, ...group }), aGroup('z')];
  server.answer('GET /api/duplicates?sort=newest&limit=40', () => aPage(groups));
  server.answer('GET /api/duplicates/a', () => Response.json(groups[0]));
  const rendered = renderApp(server, address);
  await screen.findByRole('region', { name: 'Pictures' });
  return rendered;
}

const stage = () => within(screen.getByRole('region', { name: 'Pictures' }));
const panes = () => stage().getAllByRole('img');
const names = () => panes().map((pane) => pane.getAttribute('aria-label'));
const box = (place = 0) => panes()[place]?.getAttribute('viewBox');
const pane = () => stage().getAllByRole('img')[0] ?? document.body;
const card = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) });

describe('side by side', () => {
  test('clips play', async () => {
    const clips = [aKeeper('a.mp4', { type: 'video' }), aCopy('b.mp4', { type: 'video' })] as const;
    await open({ members: clips });

    expect(stage().getByLabelText('b.mp4').tagName).toBe('VIDEO');
    expect(card('Copy 1: a.mp4').querySelectorAll('svg')).toHaveLength(2);
  });

  test('stand the suggested copy and the one in focus', async () => {
    const { user } = await open();
    expect(names()).toEqual(['a.jpg', 'b.jpg']);

    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(names()).toEqual(['a.jpg', 'c.jpg']);
  });

  test('the wheel zooms all pictures at the same place, and 0 shows the whole', async () => {
    const { user } = await open();
    fireEvent.wheel(pane(), { deltaY: -400, clientX: 0, clientY: 0 });
    expect(box(0)).toBe('0 0 3000 2000');
    expect(box(1)).toBe('0 0 1500 1000');
    expect(screen.getByRole('button', { name: 'Whole picture' })).toHaveTextContent('200%');

    await user.keyboard('0');
    expect(box()).toBe('0 0 6000 4000');
  });

  test('near enough the whole picture comes over its preview, where there is one', async () => {
    await open();
    const full = () => [...pane().querySelectorAll('image[href*="size=fullsize"]')];
    fireEvent.wheel(pane(), { deltaY: -400, clientX: 0, clientY: 0 });
    expect(full()).toHaveLength(0);

    fireEvent.wheel(pane(), { deltaY: -100, clientX: 0, clientY: 0 });
    expect(full()).toHaveLength(1);

    for (const image of full()) fireEvent.error(image);
    expect(full()).toHaveLength(0);
    expect(pane().querySelectorAll('image[href*="size=preview"]')).toHaveLength(1);
  });

  test('keys zoom and move, and the next group is seen as near', async () => {
    const { user } = await open();
    await user.keyboard('++-');
    expect(box()?.split(' ').map(Number).map(Math.round)).toEqual([1000, 667, 4000, 2667]);

    await user.keyboard(
      '{Control>}{ArrowRight}{ArrowRight}{ArrowLeft}{ArrowDown}{ArrowUp}{/Control}',
    );
    expect(box()?.split(' ').map(Number).map(Math.round)).toEqual([1200, 667, 4000, 2667]);

    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('button', { name: /^Copy 1: z/ })).toBeVisible();
    expect(box()?.split(' ').map(Number).map(Math.round)).toEqual([1200, 667, 4000, 2667]);

    await user.click(screen.getByRole('button', { name: 'Whole picture' }));
    expect(box()).toBe('0 0 6000 4000');
  });
});

describe('a hand', () => {
  const press = (x: number, y: number, more = {}) =>
    fireEvent.pointerDown(pane(), { pointerId: 1, button: 0, clientX: x, clientY: y, ...more });
  const move = (x: number, y: number, pointerId = 1) =>
    fireEvent.pointerMove(window, { pointerId, clientX: x, clientY: y });
  const lift = (x: number, y: number, pointerId = 1) =>
    fireEvent.pointerUp(window, { pointerId, clientX: x, clientY: y, pointerType: 'touch' });

  test('that presses a picture marks its copy', async () => {
    await open();
    press(10, 10);
    lift(10, 10);
    fireEvent.pointerDown(pane(), { pointerId: 1, button: 2 });
    lift(10, 10);

    expect(card('Copy 1: a.jpg')).toHaveTextContent('Keep');
    expect(screen.getByText('At least one copy has to stay.')).toBeVisible();
  });

  test('drags what is larger than its room', async () => {
    await open();
    press(300, 200);
    move(200, 200);
    expect(box()).toBe('0 0 6000 4000');

    fireEvent.wheel(pane(), { deltaY: -400, clientX: 300, clientY: 200 });
    move(320, 200);
    expect(box()).toBe('900 1000 3000 2000');

    lift(320, 200);
    move(400, 200);
    expect(box()).toBe('900 1000 3000 2000');
  });

  test('of two fingers zooms', async () => {
    await open();
    press(200, 200);
    press(400, 200, { pointerId: 2 });
    move(500, 200, 2);
    expect(box()?.split(' ')[2]).toBe('4000');

    fireEvent.pointerCancel(window, { pointerId: 2 });
    lift(200, 200);
    expect(card('Copy 1: a.jpg')).toHaveTextContent('Keep');
  });

  test.each([
    ['left to the next group', 100, 210, 'Copy 1: z.jpg'],
    ['right, where there is none before', 500, 200, 'Copy 1: a.jpg'],
    ['a little, and stays', 290, 200, 'Copy 1: a.jpg'],
    ['down, and stays', 220, 390, 'Copy 1: a.jpg'],
  ])('swipes %s', async (_way, x, y, shown) => {
    await open();
    press(300, 200);
    move(x, y);
    lift(x, y);

    expect(await screen.findByRole('button', { name: new RegExp(`^${shown}`) })).toBeVisible();
  });

  test('of a mouse does not swipe', async () => {
    await open();
    press(300, 200);
    move(100, 200);
    fireEvent.pointerUp(window, { pointerId: 1, clientX: 100, pointerType: 'mouse' });

    expect(card('Copy 1: a.jpg')).toBeVisible();
  });
});

describe('the ways to compare', () => {
  test('are gone through with a key, and stand in the address', async () => {
    const { user } = await open();
    await user.keyboard('m');
    expect(window.location.search).toBe('?mode=slider');

    await user.click(screen.getByRole('button', { name: 'All' }));
    expect(window.location.search).toBe('?mode=grid');
    expect(names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });

  test('show up to six at once', async () => {
    const many = [1, 2, 3, 4].map((number) => aCopy(`x${number}.jpg`));
    await open({ members: [...twins, ...many] }, '/duplicates/a?mode=grid');

    expect(names()).toHaveLength(6);
  });

  test('have a border that arrows move without leaving the group', async () => {
    await open({}, '/duplicates/a?mode=slider');
    const slider = screen.getByLabelText('Where the pictures meet');
    fireEvent.change(slider, { target: { value: '25' } });
    expect(pane().querySelector('line')).toHaveAttribute('x1', '1500');

    fireEvent.keyDown(slider, { key: 'ArrowRight' });
    expect(card('Copy 1: a.jpg')).toBeVisible();
  });

  test('show one after the other', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await open({}, '/duplicates/a?mode=blink');
    expect(stage().getByText('a.jpg')).toBeVisible();

    act(() => {
      vi.advanceTimersByTime(700);
    });
    expect(stage().getByText('b.jpg')).toBeVisible();
    vi.useRealTimers();
  });

  test('show what differs', async () => {
    await open({}, '/duplicates/a?mode=difference');

    expect(stage().getByText('Black is the same.', { exact: false })).toBeVisible();
    expect(pane().querySelectorAll('image')[1]?.parentElement).toHaveClass('mix-blend-difference');
  });

  test('that need one shape say so where there are two', async () => {
    const members = [aKeeper('a.jpg'), aCopy('tall.jpg', { width: 2000, height: 3000 })] as const;
    await open({ members }, '/duplicates/a?mode=difference');

    expect(
      stage().getByText('These pictures have different shapes', { exact: false }),
    ).toBeVisible();
    expect(names()).toEqual(['a.jpg', 'tall.jpg']);
  });
});

test('a picture that Immich does not have says so; its size is guessed', async () => {
  await open({ members: [aKeeper('a.cr2', { width: null }), aCopy('b.jpg')] });
  act(() => {
    pane().querySelector('image')?.dispatchEvent(new Event('error'));
  });

  expect(stage().getByText('No preview')).toBeInTheDocument();
  expect(box()).toBe('0 0 3000 2000');
});
