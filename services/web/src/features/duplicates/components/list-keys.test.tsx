import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { browser } from '@/testing/browser';
import { aGroup } from '@/testing/duplicates';
import { box, many, openList } from '@/testing/many-duplicates';

const row = (name: string) =>
  screen.findByRole('link', { name: new RegExp(`^2 copies of ${name}`) });
const picked = () =>
  screen
    .getAllByRole('checkbox', { checked: true })
    .map((one) => one.getAttribute('aria-label')?.replace('Pick ', ''));

async function open(length = 5) {
  const opened = openList(many(length));
  await row('g0.jpg');
  return opened;
}

describe('in the list', () => {
  test('Space picks the row with the focus, and lets it go', async () => {
    const { user } = await open();
    await user.keyboard('{ArrowDown}{ArrowDown} ');
    expect(picked()).toEqual(['g1.jpg']);

    await user.keyboard(' ');
    expect(await box('g1.jpg')).not.toBeChecked();
  });

  test('Space picks the active row where no row has the focus, and none where none is', async () => {
    const { user } = await open();
    await user.keyboard(' ');
    expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);

    await user.keyboard('{ArrowDown}');
    (document.activeElement as HTMLElement).blur();
    await user.keyboard(' ');
    expect(picked()).toEqual(['g0.jpg']);
  });

  test('Space with Shift picks all since the one before', async () => {
    const { user } = await open();
    await user.keyboard('{ArrowDown} {ArrowDown}{ArrowDown}{Shift>} {/Shift}');

    expect(picked()).toEqual(['g0.jpg', 'g1.jpg', 'g2.jpg']);
  });

  test('arrows with Shift pick on the way', async () => {
    const { user } = await open();
    await user.keyboard('{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(picked()).toEqual(['g1.jpg', 'g2.jpg', 'g3.jpg']);

    await user.keyboard('{Escape}');
    expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
  });

  test('a row that was reached by Tab is the one that is meant', async () => {
    const { user } = await open();
    (await row('g2.jpg')).focus();
    await user.keyboard(' {ArrowDown}');

    expect(picked()).toEqual(['g2.jpg']);
    expect(await row('g3.jpg')).toHaveFocus();
  });

  test('/ leads to the folder', async () => {
    const { user } = await open();
    await user.keyboard('/');

    expect(screen.getByRole('textbox', { name: 'In the folder' })).toHaveFocus();
  });
});

describe('the way back', () => {
  test('leads to the list as it was, and leaves no decided group behind', async () => {
    const { server, user } = await open(50);
    server.answer('GET /api/duplicates/g1', () => Response.json(aGroup('g1')));
    window.history.replaceState(null, '', '/duplicates');
    const entries = window.history.length;
    browser.scrollTo(900);
    await user.click(await row('g1.jpg'));
    await screen.findByRole('button', { name: /^Copy 1: g1\.jpg/ });
    expect(browser.top).toBe(0);

    await user.keyboard('{Escape}');
    await row('g1.jpg');
    await waitFor(() => {
      expect(window.location.pathname).toBe('/duplicates');
    });
    expect(browser.top).toBe(900);
    expect(window.history.length).toBe(entries + 1);
    expect(window.history.scrollRestoration).toBe('manual');
  });
});
