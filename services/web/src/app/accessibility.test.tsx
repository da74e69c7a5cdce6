import { screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { aPair } from '@/testing/cards';
import { FakeServer, fails } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

/** Names of the rules that the page breaks; colours need a real browser. */
async function violations(): Promise<string[]> {
  const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return result.violations.map((violation) => violation.id);
}

describe('assistive technology finds nothing wrong', () => {
  test('on the sign-in screen', async () => {
    const server = new FakeServer();
    server.signedIn = false;
    renderApp(server);
    await screen.findByRole('heading', { name: 'Sign in' });

    expect(await violations()).toEqual([]);
  });

  test('in Photos and in the versions of a shot', async () => {
    const server = new FakeServer();
    server.cards = [aPair('IMG_1')];
    const { user } = renderApp(server);
    const card = await screen.findByRole('article', { name: 'IMG_1.JPG' });

    expect(await violations()).toEqual([]);

    await user.click(within(card).getByRole('button'));
    await screen.findByRole('dialog');

    expect(await violations()).toEqual([]);
  });

  test('where photos cannot be loaded', async () => {
    const server = new FakeServer();
    server.answer('GET /api/groups/timeline/buckets', fails(502));
    renderApp(server);
    await screen.findByRole('alert');

    expect(await violations()).toEqual([]);
  });
});
