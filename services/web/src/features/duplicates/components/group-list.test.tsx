import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { browser } from '@/testing/browser';
import { aGroup, aPage } from '@/testing/duplicates';
import { FakeServer, fails, unreachable } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import type { DuplicateGroup } from '../group';

const LIST = 'GET /api/duplicates?sort=newest&limit=40';

function open(groups: readonly DuplicateGroup[]) {
  const server = new FakeServer();
  server.answer(LIST, () => aPage(groups));
  return { server, ...renderApp(server, '/duplicates') };
}

const many = (length: number, first = 0) =>
  Array.from({ length }, (_, index) => aGroup(`g${first + index}`));

const rows = () =>
  within(screen.getByRole('list', { name: 'Groups of duplicates' })).getAllByRole('listitem');

describe('a long list', () => {
  test('holds only the rows near the window, and takes its room', async () => {
    open(many(50));
    await screen.findByRole('link', { name: /^2 copies of g0\.jpg/ });

    expect(rows().length).toBeLessThan(20);
    expect(rows()[1]).toHaveAttribute('aria-posinset', '2');
    expect(rows()[1]).toHaveAttribute('aria-setsize', '50');
    const list = screen.getByRole('list', { name: 'Groups of duplicates' });
    expect(list.style.height).toBe('6000px');

    browser.resize(390);
    await waitFor(() => {
      expect(list.style.height).toBe('10000px');
    });
  });

  test('goes on where the page ends', async () => {
    const { server } = open([]);
    server.answer(LIST, () => aPage(many(3), 'next'));
    server.answer(`${LIST}&cursor=next`, () => aPage(many(3, 3)));

    expect(await screen.findByRole('link', { name: /^2 copies of g5\.jpg/ })).toBeVisible();
  });

  test('whose next page fails can be gone on with', async () => {
    const { server, user } = open([]);
    server.answer(LIST, () => aPage(many(3), 'next'));
    server.answer(`${LIST}&cursor=next`, unreachable);
    const trouble = await screen.findByText('The next groups could not be loaded.', {
      exact: false,
    });
    expect(trouble).toHaveTextContent('The server cannot be reached.');

    server.answer(`${LIST}&cursor=next`, () => aPage(many(3, 3)));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: /^2 copies of g5\.jpg/ })).toBeVisible();
  });

  test('is walked with the arrows, and the row with the focus stays', async () => {
    const { user } = open(many(50));
    await screen.findByRole('link', { name: /^2 copies of g0\.jpg/ });
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('link', { name: /^2 copies of g0\.jpg/ })).toHaveFocus();

    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(screen.getByRole('link', { name: /^2 copies of g2\.jpg/ })).toHaveFocus();

    browser.scrollTo(4000);
    expect(await screen.findByRole('link', { name: /^2 copies of g35\.jpg/ })).toBeVisible();
    expect(screen.getByRole('link', { name: /^2 copies of g2\.jpg/ })).toHaveFocus();
  });
});

describe('the row with the focus', () => {
  async function walk() {
    const app = open([aGroup('cat'), aGroup('dog')]);
    await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ });
    await app.user.keyboard('{ArrowDown}');
    return app;
  }

  test('keeps it when others come before it', async () => {
    const { server, events } = await walk();
    server.answer(LIST, () => aPage([aGroup('ant'), aGroup('cat'), aGroup('dog')]));
    events.send('groups', { version: 2 });
    await screen.findByRole('link', { name: /^2 copies of ant\.jpg/ });

    expect(screen.getByRole('link', { name: /^2 copies of cat\.jpg/ })).toHaveFocus();
  });

  test('gives it to the next when it goes', async () => {
    const { server, events } = await walk();
    server.answer(LIST, () => aPage([aGroup('dog')]));
    events.send('groups', { version: 2 });

    await waitFor(() => {
      expect(screen.getByRole('link', { name: /^2 copies of dog\.jpg/ })).toHaveFocus();
    });
  });

  async function comeBack() {
    const server = new FakeServer();
    server.answer(LIST, () => aPage([aGroup('dog')]));
    server.answer('GET /api/duplicates/cat', () => Response.json(aGroup('cat')));
    const app = renderApp(server, '/duplicates/cat');
    await screen.findByRole('button', { name: /^Copy 1: cat\.jpg/ });
    await app.user.keyboard('{Escape}');
    await screen.findByRole('link', { name: /^2 copies of dog\.jpg/ });
    server.answer(LIST, () => aPage([aGroup('cat'), aGroup('dog')]));
    return app;
  }

  test('is that of the last review, also when it comes back late', async () => {
    const { events } = await comeBack();
    events.send('groups', { version: 2 });

    await waitFor(() => {
      expect(screen.getByRole('link', { name: /^2 copies of cat\.jpg/ })).toHaveFocus();
    });
  });

  test('does not take it from somebody who writes', async () => {
    const { events, user } = await comeBack();
    const folder = screen.getByRole('textbox', { name: 'In the folder' });
    await user.click(folder);
    events.send('groups', { version: 2 });
    await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ });

    expect(folder).toHaveFocus();
  });
});

describe('news', () => {
  test('of a short list are asked for at once', async () => {
    const { server, events } = open([aGroup('cat')]);
    await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ });
    server.answer(LIST, () => aPage([aGroup('dog')], null, 2));
    events.send('groups', { version: 2 });

    expect(await screen.findByRole('link', { name: /^2 copies of dog\.jpg/ })).toBeVisible();
  });

  test('of a long list wait until they are wanted', async () => {
    const { server, events, user } = open([]);
    server.answer(LIST, () => aPage(many(1), '1'));
    for (const page of [1, 2, 3]) {
      const next = page < 3 ? `${page + 1}` : null;
      server.answer(`${LIST}&cursor=${page}`, () => aPage(many(1, page), next));
    }
    await screen.findByRole('link', { name: /^2 copies of g3\.jpg/ });
    server.answer(LIST, () => aPage([aGroup('dog')], null, 2));
    events.send('groups', { version: 2 });
    await screen.findByText('There are other groups by now.');
    expect(screen.queryByRole('link', { name: /^2 copies of dog\.jpg/ })).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Show them' }));
    expect(await screen.findByRole('link', { name: /^2 copies of dog\.jpg/ })).toBeVisible();
  });

  test('that cannot be had leave the list as it is', async () => {
    const { server, events, user } = open([aGroup('cat')]);
    await screen.findByRole('link', { name: /^2 copies of cat\.jpg/ });
    server.answer(LIST, fails(503));
    events.send('groups', { version: 2 });
    await screen.findByText('Immich does not answer just now.', { exact: false });
    expect(screen.getByRole('link', { name: /^2 copies of cat\.jpg/ })).toBeVisible();

    server.answer(LIST, () => aPage([aGroup('dog')], null, 2));
    const page = within(screen.getByRole('main'));
    await user.click(page.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: /^2 copies of dog\.jpg/ })).toBeVisible();
  });
});
