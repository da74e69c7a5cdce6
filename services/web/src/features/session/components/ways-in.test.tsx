import { screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { browser } from '@/testing/browser';
import { FakeServer, IDENTITY_PROVIDER, fails, never, refuses } from '@/testing/fake-server';
import { renderApp, type Rendered } from '@/testing/render-app';

const START = 'POST /api/session/oauth/start';
const FINISH = 'POST /api/session/oauth/finish';

type Offered = Partial<FakeServer['options']>;

function offering(options: Offered, path = '/'): Rendered & { server: FakeServer; leave: unknown } {
  const server = new FakeServer();
  server.signedIn = false;
  server.options = { ...server.options, ...options };
  const leave = vi.fn();
  return { server, leave, ...renderApp(server, path, { leave }) };
}

describe('what Immich offers', () => {
  test('is asked for', async () => {
    const server = new FakeServer();
    server.signedIn = false;
    server.answer('GET /api/session/options', never);
    renderApp(server);

    expect(await screen.findByText(/^Asking Immich/)).toBeVisible();
  });

  test('can be asked for again where it did not answer', async () => {
    const server = new FakeServer();
    server.signedIn = false;
    server.answer('GET /api/session/options', fails(503));
    const { user } = renderApp(server);
    expect(await screen.findByRole('alert')).toHaveTextContent('Immich does not answer just now.');
    server.heal('GET /api/session/options');
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByLabelText('Password')).toBeVisible();
  });

  test('is a password alone', async () => {
    offering({});

    expect(await screen.findByLabelText('Password')).toBeVisible();
    expect(screen.getAllByRole('button')).toHaveLength(1);
  });

  test('is another way alone, by the name that it has there', async () => {
    offering({ passwordLogin: false, oauth: true, oauthButtonText: 'Login with Keys' });

    expect(await screen.findByRole('button', { name: 'Login with Keys' })).toBeVisible();
    expect(screen.queryByLabelText('Password')).toBeNull();
  });

  test('is both', async () => {
    offering({ oauth: true });

    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Continue with single sign-on' })).toBeVisible();
  });

  test('is nothing', async () => {
    offering({ passwordLogin: false });

    expect(await screen.findByRole('alert')).toHaveTextContent('no way to sign in');
  });

  test('comes with words of the administrator, and nothing but words', async () => {
    offering({ loginPageMessage: 'Ask <b>Eve</b><img src=x>' });

    expect(await screen.findByText('Ask Eve')).toBeVisible();
    expect(screen.queryByRole('img')).toBeNull();
  });
});

describe('another way in', () => {
  test('leads to the identity provider', async () => {
    const { user, leave } = offering({ oauth: true });
    await user.click(await screen.findByRole('button', { name: /single sign-on/ }));

    expect(await screen.findByRole('button', { name: 'Going there…' })).toBeDisabled();
    expect(leave).toHaveBeenCalledExactlyOnceWith(IDENTITY_PROVIDER, 'here');
  });

  test('says why it cannot be gone', async () => {
    const { user, server } = offering({ oauth: true });
    server.answer(START, refuses(400, { reason: 'oauth_refused' }));
    await user.click(await screen.findByRole('button', { name: /single sign-on/ }));

    expect(await screen.findByRole('alert')).toHaveTextContent('lets nobody in');
  });

  test('is gone at once where Immich wants it so', async () => {
    const { leave } = offering({ oauth: true, oauthAutoLaunch: true });

    await expect.poll(() => leave).toHaveBeenCalledOnce();
  });

  test('waits where the address says so', async () => {
    const { server } = offering({ oauth: true, oauthAutoLaunch: true }, '/?autoLaunch=0');
    await screen.findByRole('button', { name: /single sign-on/ });

    expect(server.countOf(START)).toBe(0);
  });

  test('waits for who has just signed out', async () => {
    const server = new FakeServer();
    server.options = { ...server.options, oauth: true, oauthAutoLaunch: true };
    const { user } = renderApp(server);
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await screen.findByRole('button', { name: /single sign-on/ });

    expect(server.countOf(START)).toBe(0);
  });
});

describe('coming back from the identity provider', () => {
  test('leads to where one left', async () => {
    const server = new FakeServer();
    server.signedIn = false;
    server.options = { ...server.options, oauth: true };
    const first = renderApp(server, '/scan');
    await first.user.click(await screen.findByRole('button', { name: /single sign-on/ }));
    await screen.findByRole('button', { name: 'Going there…' });
    first.unmount();
    renderApp(server, '/auth/callback?code=1&state=2', { store: first.ports.store });

    expect(await screen.findByRole('heading', { name: 'Scan' })).toBeVisible();
    expect(window.location.pathname).toBe('/scan');
    const sent = server.calls.find((call) => call.route === FINISH);
    expect(sent?.init.body).toBe(
      JSON.stringify({ url: `${window.location.origin}/auth/callback?code=1&state=2` }),
    );
  });

  test('is waited for', async () => {
    const server = new FakeServer();
    server.signedIn = false;
    server.answer(FINISH, never);
    renderApp(server, '/auth/callback?code=1');

    expect(await screen.findByText('Signing you in…')).toBeVisible();
  });

  test('without success leads back to the sign-in screen', async () => {
    const server = new FakeServer();
    server.signedIn = false;
    server.answer(FINISH, refuses(401, { reason: 'oauth_refused', detail: 'No.' }));
    renderApp(server, '/auth/callback?code=1');

    expect(await screen.findByRole('alert')).toHaveTextContent('Immich says: No.');
    expect(screen.getByRole('link', { name: 'Back to sign-in' })).toHaveAttribute(
      'href',
      '/?autoLaunch=0',
    );
  });
});

test.each([
  ['a mouse', true, 'Email'],
  ['fingers', false, null],
])('who has %s begins where they type', async (_what, hasMouse, label) => {
  browser.hasMouse = hasMouse;
  offering({});
  const email = await screen.findByLabelText('Email');

  expect(document.activeElement).toBe(label === null ? document.body : email);
});
