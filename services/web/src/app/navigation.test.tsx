import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { FakeServer } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

describe('navigation', () => {
  test('marks the place where one is', async () => {
    const { user } = renderApp(new FakeServer());
    const side = await screen.findByRole('navigation', { name: 'Main' });
    expect(within(side).getByRole('link', { name: 'Photos' })).toHaveAttribute(
      'aria-current',
      'page',
    );

    await user.click(within(side).getByRole('link', { name: 'Scan' }));
    expect(window.location.pathname).toBe('/scan');
    expect(within(side).getByRole('link', { name: 'Scan' })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  test('leads to System for admins only', async () => {
    const server = new FakeServer();
    const { unmount } = renderApp(server);
    await screen.findAllByRole('link', { name: 'Photos' });
    expect(screen.queryByRole('link', { name: 'System' })).toBeNull();
    unmount();

    server.user = { ...server.user, isAdmin: true };
    renderApp(server);
    expect(await screen.findByRole('link', { name: 'System' })).toBeVisible();
  });

  test('tells how many groups of duplicates wait', async () => {
    const server = new FakeServer();
    server.answer('GET /api/duplicates/counts', () => Response.json({ groups: 1234 }));
    renderApp(server);

    const links = await screen.findAllByRole('link', { name: /1,234 groups/ });
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/duplicates', '/duplicates']);
    expect(links[0]).toHaveTextContent('1.2K');
  });

  test('has the rest under More on phones', async () => {
    renderApp(new FakeServer(), '/more');

    await screen.findByRole('heading', { name: 'More' });
    const tabs = within(screen.getByRole('navigation', { name: 'Tabs' }));
    expect(tabs.getByRole('link', { name: 'More' })).toHaveAttribute('aria-current', 'page');
    const content = within(screen.getByRole('main'));
    expect(content.getByRole('link', { name: 'Preferences' })).toBeVisible();
    expect(content.queryByRole('link', { name: 'Photos' })).toBeNull();

    await userEvent.click(content.getByRole('link', { name: 'Preferences' }));
    expect(window.location.pathname).toBe('/preferences');
    expect(tabs.getByRole('link', { name: 'More' })).toHaveAttribute('aria-current', 'page');
  });
});

test('an address that leads nowhere leads back', async () => {
  renderApp(new FakeServer(), '/nowhere');

  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Go to Photos' })).toHaveAttribute('href', '/');
});

test('Z takes back the last thing', async () => {
  const { user } = renderApp(new FakeServer());
  await screen.findAllByRole('link', { name: 'Photos' });
  await user.keyboard('z');

  expect(screen.getByText('There is nothing to take back.')).toBeVisible();
});

test('a page for admins says so to everybody else', async () => {
  renderApp(new FakeServer(), '/system');

  expect(await screen.findByRole('heading', { name: 'This page is for admins' })).toBeVisible();
});

test('the keys are listed by a button as well', async () => {
  const { user } = renderApp(new FakeServer());
  await user.click(await screen.findByRole('button', { name: 'Keys' }));

  expect(screen.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});
