import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FakeServer } from '@/testing/fake-server';
import { memoryStore } from '@/testing/memory-store';
import { portsOf } from '@/testing/render-app';
import { ApiError } from '../http';
import { PortsContext } from '../ports';
import { useToasts, type Message, type Takers, type Toasts, type Undo } from './toasts-context';
import { ToastsProvider } from './toasts-provider';

afterEach(() => {
  vi.useRealTimers();
});

const none: Takers = {
  groups: () => Promise.resolve(undefined),
  duplicates: () => Promise.resolve(undefined),
};
const undo = (told: unknown): Undo => ({ kind: 'groups', told });

function open(takers: Partial<Takers> = {}, tab = memoryStore()): Toasts {
  let toasts: Toasts | undefined;
  function Inside(): ReactElement {
    toasts = useToasts();
    return <p />;
  }
  render(
    <PortsContext value={{ ...portsOf(new FakeServer()), tab }}>
      <ToastsProvider takers={{ ...none, ...takers }}>
        <Inside />
      </ToastsProvider>
    </PortsContext>,
  );
  if (toasts === undefined) throw new Error('not rendered');
  return toasts;
}

function tell(toasts: Toasts, message: Message): void {
  act(() => {
    toasts.show(message);
  });
}

describe('a message', () => {
  test('goes after ten seconds', () => {
    vi.useFakeTimers();
    const toasts = open();
    tell(toasts, { text: 'Saved' });
    expect(screen.getByText('Saved')).toBeVisible();

    act(() => {
      vi.advanceTimersByTime(10_000);
    });
    expect(screen.queryByText('Saved')).toBeNull();
  });

  test('can be put away', async () => {
    const toasts = open();
    tell(toasts, { text: 'Saved' });
    await userEvent.click(screen.getByRole('button', { name: 'Hide this message' }));

    expect(screen.queryByText('Saved')).toBeNull();
  });

  test('of trouble is an alert', () => {
    tell(open(), { text: 'Broken', tone: 'error' });

    expect(screen.getByRole('alert')).toHaveTextContent('Broken');
  });

  test('is one of three at most', () => {
    const toasts = open();
    for (const text of ['one', 'two', 'three', 'four']) tell(toasts, { text });

    expect(screen.queryByText('one')).toBeNull();
    expect(screen.getByText('four')).toBeVisible();
  });
});

/** Takes the newest thing back, and waits until it is. */
async function undoLast(toasts: Toasts): Promise<void> {
  await act(async () => {
    toasts.undoLast();
    await Promise.resolve();
  });
}

describe('undo', () => {
  test('takes back what the message tells of', async () => {
    const groups = vi.fn(none.groups);
    tell(open({ groups }), { text: 'One photo to the trash', undo: undo(1) });
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));

    expect(groups).toHaveBeenCalledExactlyOnceWith(1);
    expect(await screen.findByText('Taken back: One photo to the trash')).toBeVisible();
  });

  test('works for the whole session, the newest first, each once', async () => {
    const groups = vi.fn(none.groups);
    const toasts = open({ groups });
    for (const text of ['one', 'two']) tell(toasts, { text, undo: undo(text) });
    for (let time = 0; time < 3; time += 1) await undoLast(toasts);

    expect(groups.mock.calls).toEqual([['two'], ['one']]);
    expect(screen.getByText('There is nothing to take back.')).toBeVisible();
  });

  test('goes on where it was when the page comes back, by whoever knows each kind', async () => {
    const tab = memoryStore();
    const before = open({}, tab);
    tell(before, { text: 'one', undo: undo(1) });
    tell(before, { text: 'two', undo: Promise.resolve({ kind: 'duplicates', told: 2 }) });
    await act(() => Promise.resolve());
    cleanup();
    const [groups, duplicates] = [vi.fn(none.groups), vi.fn(none.duplicates)];
    const after = open({ groups, duplicates }, tab);
    tell(after, { text: 'three', undo: undo(3) });
    for (let time = 0; time < 3; time += 1) await undoLast(after);

    expect(groups.mock.calls).toEqual([[3], [1]]);
    expect(duplicates.mock.calls).toEqual([[2]]);
  });

  test('waits for what is still on its way', async () => {
    const { promise, resolve } = Promise.withResolvers<Undo>();
    const groups = vi.fn(none.groups);
    const toasts = open({ groups });
    tell(toasts, { text: 'Gone', undo: promise });
    await undoLast(toasts);
    expect(groups).not.toHaveBeenCalled();

    resolve(undo(1));
    expect(await screen.findByText('Taken back: Gone')).toBeVisible();
    await undoLast(toasts);
    expect(groups).toHaveBeenCalledOnce();
  });

  test('is not offered for what was not done after all', async () => {
    const { promise, resolve } = Promise.withResolvers<null>();
    const toasts = open();
    tell(toasts, { text: 'Gone', undo: promise });
    tell(toasts, { text: 'Gone, too', undo: promise });
    await undoLast(toasts);
    resolve(null);
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    });

    await undoLast(toasts);
    expect(screen.getByText('There is nothing to take back.')).toBeVisible();
  });

  test('tells what could not be brought back', async () => {
    const toasts = open({ groups: () => Promise.resolve('Two are lost.') });
    tell(toasts, { text: 'Gone', undo: undo(1) });
    await undoLast(toasts);

    expect(await screen.findByRole('alert')).toHaveTextContent('Two are lost.');
  });

  test('that comes too late says so, and the next one is that before it', async () => {
    const groups = vi.fn((told) =>
      told === 2 ? Promise.reject(new ApiError(404)) : none.groups(1),
    );
    const toasts = open({ groups });
    tell(toasts, { text: 'one', undo: undo(1) });
    tell(toasts, { text: 'two', undo: undo(2) });
    await undoLast(toasts);
    expect(await screen.findByText('It is too late to take this back: two')).toBeVisible();

    await undoLast(toasts);
    expect(await screen.findByText('Taken back: one')).toBeVisible();
  });

  test.each([
    ['without a connection', 0, 'This could not be taken back. The server cannot', 2],
    ['where somebody was faster', 409, 'This could not be taken back. Somebody else', 1],
  ])('%s says why', async (_when, status, said, tries) => {
    const groups = vi.fn(() => Promise.reject(new ApiError(status)));
    const toasts = open({ groups });
    tell(toasts, { text: 'Gone', undo: undo(1) });
    await undoLast(toasts);
    expect(await screen.findByRole('alert')).toHaveTextContent(said);

    await undoLast(toasts);
    expect(groups).toHaveBeenCalledTimes(tries);
  });
});

test('a component outside the app is told what it lacks', () => {
  vi.spyOn(console, 'error').mockReturnValue();

  expect(() => renderHook(useToasts)).toThrow('The app gives the toasts');
});
