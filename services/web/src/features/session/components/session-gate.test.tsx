import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import {
  FakeServer,
  PASSWORD,
  ada,
  fails,
  never,
  refuses,
  unreachable,
} from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

async function signedOutApp() {
  const server = new FakeServer();
  server.signedIn = false;
  const app = renderApp(server);
  await screen.findByLabelText('Email');
  const signIn = async (password: string) => {
    await app.user.type(screen.getByLabelText('Email'), ada.email);
    await app.user.type(screen.getByLabelText('Password'), password);
    await app.user.click(screen.getByRole('button', { name: 'Sign in' }));
  };
  return { server, signIn, ...app };
}

describe('before anybody is known', () => {
  test('the page says that it is opening', () => {
    const server = new FakeServer();
    server.answer('GET /api/session', never);
    renderApp(server);

    expect(screen.getByRole('status')).toHaveTextContent('Opening your library…');
  });

  test.each([false, true])('nobody is asked to sign in; a session has ended: %s', async (ended) => {
    const server = new FakeServer();
    server.signedIn = false;
    server.hasEnded = ended;
    renderApp(server);

    expect(await screen.findByLabelText('Email')).toBeVisible();
  });

  test('a server out of reach can be tried again', async () => {
    const server = new FakeServer();
    server.answer('GET /api/session', unreachable);
    const { user } = renderApp(server);
    const failure = await screen.findByRole('alert');
    server.heal('GET /api/session');

    expect(failure).toHaveTextContent('The server cannot be reached.');

    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('heading', { name: 'Photos' })).toBeVisible();
  });
});

describe('signing in', () => {
  test('the right password opens the photos', async () => {
    const { server, signIn } = await signedOutApp();

    await signIn(PASSWORD);

    expect(await screen.findByRole('heading', { name: 'Photos' })).toBeVisible();
    expect(screen.getByText('Ada')).toBeVisible();
    const sent = server.calls.find((call) => call.route === 'POST /api/session');
    expect(sent?.init.body).toBe(JSON.stringify({ email: ada.email, password: PASSWORD }));
  });

  test('a wrong password is told', async () => {
    const { signIn } = await signedOutApp();

    await signIn('guess');

    expect(await screen.findByRole('alert')).toHaveTextContent('Email or password is not right.');
  });

  test('a sleeping Immich is not called a wrong password', async () => {
    const { server, signIn } = await signedOutApp();
    server.answer('POST /api/session', fails(502));

    await signIn(PASSWORD);

    expect(await screen.findByRole('alert')).toHaveTextContent('Immich does not answer just now.');
  });

  test('who tried too often learns how long to wait', async () => {
    const { server, signIn } = await signedOutApp();
    server.answer('POST /api/session', refuses(429, {}, { 'Retry-After': '20' }));

    await signIn(PASSWORD);

    expect(await screen.findByRole('alert')).toHaveTextContent('Try again in 20 s.');
  });

  test('the button waits for the answer', async () => {
    const { server, signIn } = await signedOutApp();
    server.answer('POST /api/session', never);

    await signIn(PASSWORD);

    expect(await screen.findByRole('button', { name: 'Signing in…' })).toBeDisabled();
  });
});

describe('signing out', () => {
  test('leads to the sign-in screen', async () => {
    const { user } = renderApp(new FakeServer());

    await user.click(await screen.findByRole('button', { name: 'Sign out' }));

    expect(await screen.findByText('Use the account of your Immich server.')).toBeVisible();
  });

  test('that did not work says so', async () => {
    const server = new FakeServer();
    server.answer('DELETE /api/session', fails(500));
    const { user } = renderApp(server);

    await user.click(await screen.findByRole('button', { name: 'Sign out' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('You are still signed in');
  });
});
