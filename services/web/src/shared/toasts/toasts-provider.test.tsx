import { act, render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { useToasts, type Message, type Toasts } from './toasts-context';
import { ToastsProvider } from './toasts-provider';

afterEach(() => {
  vi.useRealTimers();
});

function open(): Toasts {
  let toasts: Toasts | undefined;
  function Inside(): ReactElement {
    toasts = useToasts();
    return <p />;
  }
  render(
    <ToastsProvider>
      <Inside />
    </ToastsProvider>,
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

describe('undo', () => {
  test('takes back what the message tells of', async () => {
    const undo = vi.fn(() => Promise.resolve());
    tell(open(), { text: 'One photo to the trash', undo });
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));

    expect(undo).toHaveBeenCalledOnce();
    expect(await screen.findByText('Taken back: One photo to the trash')).toBeVisible();
  });

  test('works for the whole session, the newest first, each once', async () => {
    const taken: string[] = [];
    const toasts = open();
    for (const text of ['one', 'two']) {
      tell(toasts, {
        text,
        undo: () => {
          taken.push(text);
          return Promise.resolve();
        },
      });
    }
    for (let time = 0; time < 3; time += 1) {
      await act(async () => {
        toasts.undoLast();
        await Promise.resolve();
      });
    }

    expect(taken).toEqual(['two', 'one']);
    expect(screen.getByText('There is nothing to take back.')).toBeVisible();
  });

  test('that fails says why', async () => {
    tell(open(), { text: 'Gone', undo: () => Promise.reject(new Error('offline')) });
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This could not be taken back. The server cannot be reached.',
    );
  });
});

test('a component outside the app is told what it lacks', () => {
  vi.spyOn(console, 'error').mockReturnValue();

  expect(() => renderHook(useToasts)).toThrow('The app gives the toasts');
});
