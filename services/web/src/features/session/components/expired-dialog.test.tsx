import { act, screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { browser } from '@/testing/browser';
import { FakeServer, IDENTITY_PROVIDER, PASSWORD, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const READ = 'GET /api/preferences';
const WRITE = 'PUT /api/preferences';
const preferences = { primaryFormat: 'default', formatOrder: [], level: '0.95', autoGroup: true };

/** A page whose session ends while somebody chooses something. */
async function expiredApp(options: Partial<FakeServer['options']> = {}) {
  const server = new FakeServer();
  server.options = { ...server.options, ...options };
  server.answer(READ, () => Response.json(preferences));
  server.answer(WRITE, fails(401));
  const leave = vi.fn();
  const app = renderApp(server, '/preferences', { leave });
  await app.user.click(await screen.findByRole('checkbox', { name: /one card/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Your session has ended' });
  server.heal(WRITE);
  return { server, dialog, leave, ...app };
}

async function signIn(app: Awaited<ReturnType<typeof expiredApp>>) {
  await app.user.type(await screen.findByLabelText('Password'), PASSWORD);
  await app.user.click(within(app.dialog).getByRole('button', { name: 'Sign in' }));
}

const gone = (dialog: HTMLElement) => expect.poll(() => dialog.isConnected).toBe(false);

describe('a session that has ended', () => {
  test('leaves the page under a window that asks to sign in as the same user', async () => {
    const app = await expiredApp();

    expect(screen.getByRole('heading', { name: 'Preferences' })).toBeInTheDocument();
    expect(await screen.findByLabelText('Email')).toHaveValue('ada@example.com');
    expect(app.dialog).toHaveTextContent('Sign in again as Ada');
  });

  test('asks for the password, since the email is known', async () => {
    browser.hasMouse = true;
    await expiredApp();

    const field = await screen.findByLabelText('Password');
    expect(field).toHaveFocus();
    expect(field).toHaveAttribute('autofocus');
    expect(screen.getByLabelText('Email')).not.toHaveAttribute('autofocus');
  });

  test('goes on where it was, with everything asked for again', async () => {
    const app = await expiredApp();
    const heading = screen.getByRole('heading', { name: 'Preferences' });
    const before = app.server.countOf(READ);
    await signIn(app);
    await gone(app.dialog);

    expect(heading).toBeVisible();
    await expect.poll(() => app.server.countOf(READ)).toBe(before + 1);
  });

  test('starts afresh for somebody else', async () => {
    const app = await expiredApp();
    app.server.user = { ...app.server.user, userId: 'u2', name: 'Grace' };
    await signIn(app);

    expect(await screen.findByRole('heading', { name: 'Photos' })).toBeVisible();
    expect(screen.getByText('Grace')).toBeVisible();
    expect(window.location.pathname).toBe('/');
  });

  test('is not closed by anything but signing in', async () => {
    const { dialog } = await expiredApp();
    act(() => {
      (dialog as HTMLDialogElement).close();
    });

    expect(dialog).toHaveAttribute('open');
  });

  test('sends nobody away from the page', async () => {
    const { user, leave, dialog } = await expiredApp({ oauth: true, oauthAutoLaunch: true });
    expect(leave).not.toHaveBeenCalled();
    await user.click(await within(dialog).findByRole('button', { name: /single sign-on/ }));

    await expect.poll(() => leave).toHaveBeenCalledWith(IDENTITY_PROVIDER, 'new');
  });

  test('goes on as soon as one has signed in in another tab', async () => {
    const { dialog, server } = await expiredApp();
    expect(server.countOf('GET /api/session')).toBe(1);
    act(() => {
      window.dispatchEvent(new Event('visibilitychange'));
    });
    await gone(dialog);

    expect(screen.getByRole('heading', { name: 'Preferences' })).toBeVisible();
  });
});
