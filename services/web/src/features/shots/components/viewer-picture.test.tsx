import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aCard, aPair } from '@/testing/cards';
import { FakeServer } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const pair = aPair('IMG_1', { thumbhash: 'AAAA' });
const older = aCard('older.jpg', { localDateTime: '2026-04-30T09:00:00' });
const newer = aCard('newer.jpg', { localDateTime: '2026-05-01T13:00:00' });

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.cards = [newer, pair, older];
});

const viewer = (name = 'IMG_1.JPG') => screen.findByRole('dialog', { name });
/** The viewer, opened by a press on a card. */
async function opened(name = 'IMG_1.JPG') {
  const rendered = renderApp(server);
  const card = await screen.findByRole('article', { name });
  await rendered.user.click(within(card).getByRole('button'));
  return { ...rendered, dialog: await viewer(name) };
}
describe('the picture', () => {
  const transform = () =>
    screen.getByTestId('stage').querySelector<HTMLElement>(':scope > div')?.style.transform;
  const full = () => document.querySelector('img[src*="fullsize"]');

  test('is the preview until somebody looks closer', async () => {
    const { user } = await opened();
    expect(full()).toBeNull();
    await user.keyboard('+');

    expect(transform()).toBe('translate(0px) scale(1.5)');
    expect(full()).toHaveAttribute(
      'src',
      '/api/immich/assets/id-IMG_1.JPG/thumbnail?size=fullsize&c=AAAA',
    );

    await user.keyboard('+-');
    expect(transform()).toContain('scale(1.5)');
    await user.keyboard('0');
    expect(transform()).toContain('scale(1)');
  });

  test('stays the preview where there is nothing larger', async () => {
    const { user } = await opened();
    await user.keyboard('+');
    fireEvent.error(full() ?? document.body);

    expect(full()).toBeNull();
  });

  test('comes closer at a double press and by the wheel', async () => {
    await opened();
    const stage = screen.getByTestId('stage');
    fireEvent.doubleClick(stage, { clientX: 500, clientY: 500 });
    expect(transform()).toBe('translate(0px) scale(2.5)');
    fireEvent.doubleClick(stage);
    expect(transform()).toContain('scale(1)');
    fireEvent.wheel(stage, { deltaY: -300, clientX: 500, clientY: 500 });

    expect(transform()).toMatch(/scale\(2\.7/);
  });

  test('moves with a finger once it is close', async () => {
    await opened();
    const stage = screen.getByTestId('stage');
    fireEvent.doubleClick(stage, { clientX: 500, clientY: 500 });
    fireEvent.pointerMove(stage, { pointerId: 1, clientX: 10, clientY: 10 });
    fireEvent.pointerDown(stage, { pointerId: 1, clientX: 100, clientY: 100 });
    fireEvent.pointerMove(stage, { pointerId: 1, clientX: 140, clientY: 90 });
    fireEvent.pointerUp(stage, { pointerId: 1, clientX: 140, clientY: 90 });

    expect(transform()).toBe('translate(40px, -10px) scale(2.5)');
    expect(stage).toHaveClass('cursor-grab');
  });

  test('follows two fingers, whose end is no swipe', async () => {
    await opened();
    const stage = screen.getByTestId('stage');
    fireEvent.pointerDown(stage, { pointerId: 1, clientX: 400, clientY: 500 });
    fireEvent.pointerDown(stage, { pointerId: 2, clientX: 600, clientY: 500 });
    fireEvent.pointerMove(stage, { pointerId: 2, clientX: 800, clientY: 500 });
    fireEvent.pointerCancel(stage, { pointerId: 2, clientX: 800, clientY: 500 });

    expect(transform()).toContain('scale(2)');
  });

  test.each([
    [100, 'newer.jpg'],
    [-100, 'older.jpg'],
    [10, 'IMG_1.JPG'],
  ])('a swipe by %d pixels leads to %s', async (way, name) => {
    await opened();
    const stage = screen.getByTestId('stage');
    await screen.findByRole('button', { name: 'Next photo' });
    const finger = { pointerId: 1, pointerType: 'touch', clientY: 300 };
    fireEvent.pointerDown(stage, { ...finger, clientX: 400 });
    fireEvent.pointerUp(stage, { ...finger, clientX: 400 + way });

    expect(await viewer(name)).toBeVisible();
  });

  test('of a clip plays', async () => {
    server.cards = [aCard('clip.mp4', { isImage: false })];
    const { dialog } = await opened('clip.mp4');

    expect(dialog.querySelector('video')).toHaveAttribute(
      'src',
      '/api/immich/assets/id-clip.mp4/video/playback',
    );
  });
});

describe('the panel', () => {
  test('opens and closes by key and by button', async () => {
    const { user, dialog } = await opened();
    await user.keyboard('i');
    expect(within(dialog).queryByRole('complementary')).toBeNull();

    await user.click(within(dialog).getByRole('button', { name: 'Versions and details' }));

    expect(within(dialog).getByRole('complementary')).toBeVisible();
  });

  test('is named by the number of versions where it is closed at first', async () => {
    vi.stubGlobal('innerWidth', 390);
    const { user, dialog } = await opened();
    const versions = await within(dialog).findByRole('button', { name: '2 versions' });
    expect(versions).toHaveAttribute('aria-expanded', 'false');
    await user.click(versions);

    expect(within(dialog).getByRole('complementary')).toBeVisible();
    expect(versions).toHaveAttribute('aria-expanded', 'true');
  });
});
