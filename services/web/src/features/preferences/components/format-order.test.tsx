import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { PreferencesOut } from '@/shared/api/schema';
import { PreferringServer } from '@/testing/preferences';
import { renderApp } from '@/testing/render-app';

type Order = PreferencesOut['formatOrder'];

const STRIDE = 600; // how high everything is in these tests

async function open(...formatOrder: Order) {
  const server = new PreferringServer({ formatOrder });
  const app = renderApp(server, '/preferences');
  await screen.findByRole('slider');
  return { server, ...app };
}

const list = () => screen.getByRole('list', { name: 'Which version stands for a shot' });
const names = () =>
  within(list())
    .getAllByRole('listitem')
    .map((row) => row.textContent);
const button = (name: string) => screen.getByRole('button', { name });
const hear = (words: string) => screen.findByText(words);

describe('the order of formats', () => {
  test('is empty where it is left to Twinlens', async () => {
    const { server, user } = await open();
    expect(screen.getByText('As Twinlens finds best.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Leave it to Twinlens' })).toBeNull();
    await user.click(button('Add RAW to the list'));
    await hear('RAW is number 1 of 1 now');

    expect(names()).toEqual(['RAW']);
    expect(button('Add HEIC to the list')).toHaveFocus();
    expect(server.sent).toEqual([{ formatOrder: ['raw'] }]);
  });

  test('is changed by buttons, which keep the focus', async () => {
    const { server, user } = await open('raw', 'jpeg', 'heif');
    expect(button('Move RAW up')).toBeDisabled();
    expect(button('Move HEIC down')).toBeDisabled();
    await user.click(button('Move HEIC up'));
    await hear('HEIC is number 2 of 3 now');
    expect(button('Move HEIC up')).toHaveFocus();
    await user.keyboard('{Enter}');
    await hear('HEIC is number 1 of 3 now');

    expect(names()).toEqual(['HEIC', 'RAW', 'JPEG']);
    expect(button('Move HEIC down')).toHaveFocus();
    await user.keyboard('{Enter}');
    await hear('HEIC is number 2 of 3 now');
    await expect.poll(names).toEqual(['RAW', 'HEIC', 'JPEG']);
    await expect.poll(() => server.sent.at(-1)).toEqual({ formatOrder: ['raw', 'heif', 'jpeg'] });
    expect(button('Move HEIC down')).toHaveFocus();
  });

  test('loses what is taken out', async () => {
    const { server, user } = await open('raw', 'jpeg', 'heif');
    await user.click(button('Take JPEG out of the list'));
    await hear('JPEG is no longer in the list');
    expect(button('Take HEIC out of the list')).toHaveFocus();
    await user.keyboard('{Enter}');
    await expect.poll(names).toEqual(['RAW']);
    expect(button('Take RAW out of the list')).toHaveFocus();
    await user.keyboard('{Enter}');
    await hear('As Twinlens finds best.');

    expect(button('Add RAW to the list')).toHaveFocus();
    await expect.poll(() => server.sent.at(-1)).toEqual({ formatOrder: [] });
  });

  test('is left to Twinlens at once', async () => {
    const { server, user } = await open('raw', 'jpeg');
    await user.click(button('Leave it to Twinlens'));
    await hear('The list is empty: Twinlens chooses');

    expect(button('Add JPEG to the list')).toHaveFocus();
    expect(server.sent).toEqual([{ formatOrder: [] }]);
  });

  test('can name every format', async () => {
    const { user } = await open('raw', 'jpeg', 'heif', 'png', 'tiff', 'webp', 'avif');
    await user.click(button('Add JPEG XL to the list'));
    await hear('JPEG XL is number 8 of 8 now');

    expect(screen.queryByRole('group', { name: 'Add to the list' })).toBeNull();
    expect(button('Move JPEG XL up')).toHaveFocus();
  });
});

describe('dragging a format', () => {
  const grip = (format: Order[number]) => {
    const found = screen.getByTestId(`grip-${format}`);
    return Object.assign(found, { setPointerCapture: () => undefined });
  };
  const shifts = () =>
    within(list())
      .getAllByRole('listitem')
      .map((row) => row.style.translate);
  const at = (clientY: number, pointerId = 1) => ({ clientY, pointerId, button: 0 });

  test('has the others make way, and changes the order when it is dropped', async () => {
    const { server } = await open('raw', 'jpeg', 'heif');
    fireEvent.pointerDown(grip('heif'), at(1000));
    fireEvent.pointerMove(grip('heif'), at(1000 - 2 * STRIDE + 50));

    expect(shifts()).toEqual([`0px ${STRIDE}px`, `0px ${STRIDE}px`, `0px ${50 - 2 * STRIDE}px`]);
    expect(server.sent).toEqual([]);
    fireEvent.pointerUp(grip('heif'), at(1000 - 2 * STRIDE + 50));
    await hear('HEIC is number 1 of 3 now');

    await expect.poll(names).toEqual(['HEIC', 'RAW', 'JPEG']);
    expect(shifts()).toEqual(['', '', '']);
    expect(server.sent).toEqual([{ formatOrder: ['heif', 'raw', 'jpeg'] }]);
  });

  test.each([
    ['dropped where it was', fireEvent.pointerUp, 1100],
    ['taken away by the browser', fireEvent.pointerCancel, 1000 + STRIDE],
  ])('changes nothing when it is %s', async (_, end, line) => {
    const { server } = await open('raw', 'jpeg');
    fireEvent.pointerDown(grip('raw'), at(1000));
    fireEvent.pointerMove(grip('raw'), at(line));
    end(grip('raw'), at(line));

    expect(shifts()).toEqual(['', '']);
    expect(names()).toEqual(['RAW', 'JPEG']);
    expect(server.sent).toEqual([]);
  });

  test('ends when the order changes meanwhile', async () => {
    await open('raw', 'jpeg', 'heif');
    fireEvent.pointerDown(grip('raw'), at(0));
    fireEvent.pointerMove(grip('raw'), at(STRIDE));
    expect(shifts()).toEqual([`0px ${STRIDE}px`, `0px ${-STRIDE}px`, '']);
    fireEvent.click(button('Take HEIC out of the list'));

    await expect.poll(names).toEqual(['RAW', 'JPEG']);
    expect(shifts()).toEqual(['', '']);
  });

  test('is of one pointer, with its first button', async () => {
    await open('raw', 'jpeg');
    fireEvent.pointerDown(grip('raw'), { ...at(0), button: 2 });
    fireEvent.pointerMove(grip('raw'), at(STRIDE));
    expect(shifts()).toEqual(['', '']);
    fireEvent.pointerDown(grip('raw'), at(0));
    fireEvent.pointerDown(grip('jpeg'), at(0, 2));
    fireEvent.pointerMove(grip('jpeg'), at(-STRIDE, 2));
    fireEvent.pointerMove(grip('raw'), at(STRIDE, 2));

    expect(shifts()).toEqual(['', '']);
    fireEvent.pointerMove(grip('raw'), at(STRIDE));
    expect(shifts()).toEqual([`0px ${STRIDE}px`, `0px ${-STRIDE}px`]);
  });
});
