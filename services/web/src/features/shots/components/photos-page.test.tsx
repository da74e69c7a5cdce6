import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { aPair, anAsset } from '@/testing/assets';
import { browser } from '@/testing/browser';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const SEARCH = 'POST /api/immich/search/metadata';
const card = (filename: string) => screen.findByRole('article', { name: filename });
const cards = () => screen.getAllByRole('article').map((item) => item.getAttribute('aria-label'));

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

describe('the library', () => {
  test('a pair is one card with its number of versions and its kind', async () => {
    server.assets = aPair('IMG_1');
    renderApp(server);

    const pair = await card('IMG_1.JPG');

    expect(cards()).toEqual(['IMG_1.JPG']);
    expect(within(pair).getByText('2 versions')).toBeVisible();
    expect(within(pair).getByText('RAW+JPEG')).toBeVisible();
  });

  test('a single file bears no badge', async () => {
    server.assets = [anAsset('a.jpg')];
    renderApp(server);

    expect(await card('a.jpg')).not.toHaveTextContent('version');
  });

  test('a kind of group unknown to the page bears no chip', async () => {
    const [jpeg] = aPair('IMG_1');
    server.assets = [{ ...jpeg, groupType: 'panorama' }];
    renderApp(server);

    expect(await card('IMG_1.JPG')).toHaveTextContent(/^2 versions$/);
  });

  test('shots stand under their dates', async () => {
    server.assets = [
      anAsset('a.jpg'),
      anAsset('b.jpg', { localDateTime: '2026-04-30T08:00:00.000Z' }),
    ];
    renderApp(server);
    await card('a.jpg');

    const dates = screen.getAllByRole('heading', { level: 2 }).map((date) => date.textContent);

    expect(dates).toEqual(['Yesterday', 'Thu, Apr 30']);
  });

  test('a card takes the colour of its picture while that loads', async () => {
    server.assets = [anAsset('a.jpg', { thumbhash: '1fgFDIBQx0x9pbaBZnZAh6Or/Q==' })];
    renderApp(server);

    const button = within(await card('a.jpg')).getByRole('button');

    expect(button.style.backgroundColor).toMatch(/^rgb/);
  });

  test('a clip bears a play sign', async () => {
    server.assets = [anAsset('still.jpg'), anAsset('clip.mp4', { type: 'VIDEO' })];
    renderApp(server);
    const icons = async (name: string) => (await card(name)).querySelectorAll('svg').length;

    expect([await icons('still.jpg'), await icons('clip.mp4')]).toEqual([0, 1]);
  });

  test('on a phone a badge is an icon and a number, with words for screen readers', async () => {
    server.assets = aPair('IMG_1', { width: 1000, height: 1000 });
    renderApp(server);
    const pair = await card('IMG_1.JPG');

    browser.resize(390);

    expect(within(pair).getByText('2')).toBeVisible();
    expect(within(pair).getByText('2 versions')).toHaveClass('sr-only');
    expect(within(pair).queryByText('RAW+JPEG')).not.toBeInTheDocument();
  });

  test('rows are lower on a phone', async () => {
    server.assets = [anAsset('a.jpg')];
    renderApp(server);
    const item = (await card('a.jpg')).parentElement;
    const wide = item?.style.height;

    browser.resize(390);

    expect([wide, item?.style.height]).toEqual(['235px', '100px']);
  });

  test('a picture that Immich has not made is a tile with the format', async () => {
    server.assets = [anAsset('a.cr2')];
    renderApp(server);
    const picture = within(await card('a.cr2')).getByRole('img');

    picture.dispatchEvent(new Event('error'));

    expect(await screen.findByText('CR2')).toBeVisible();
    expect(within(await card('a.cr2')).getByRole('img')).toHaveAccessibleName('a.cr2');
  });
});

describe('other states', () => {
  test('an outline stands where photos are on their way', async () => {
    server.answer(SEARCH, never);
    renderApp(server);

    expect(await screen.findByText('Loading photos…')).toBeInTheDocument();
  });

  test('an empty library says what will fill it', async () => {
    renderApp(server);

    expect(await screen.findByText('No photos yet')).toBeVisible();
  });

  test('a failure can be tried again', async () => {
    server.assets = [anAsset('a.jpg')];
    server.answer(SEARCH, fails(502));
    const { user } = renderApp(server);
    const failure = await screen.findByRole('alert');
    server.heal(SEARCH);

    expect(failure).toHaveTextContent('Immich does not answer just now.');
    expect(server.countOf(SEARCH)).toBe(3);

    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await card('a.jpg')).toBeVisible();
  });

  test('a refusal is not asked for again', async () => {
    server.answer(SEARCH, fails(403));
    renderApp(server);

    expect(await screen.findByRole('alert')).toHaveTextContent('You are not allowed to see this.');
    expect(server.countOf(SEARCH)).toBe(1);
  });

  test('photos without their groups are shown, and it is said', async () => {
    server.assets = [anAsset('a.jpg')];
    server.partial = true;
    renderApp(server);
    await card('a.jpg');

    expect(screen.getByRole('status')).toHaveTextContent('Some versions cannot be shown just now.');
  });
});

describe('further pages', () => {
  beforeEach(() => {
    server.assets = ['a.jpg', 'b.jpg', 'c.jpg'].map((filename) => anAsset(filename));
    server.pageSize = 1;
  });

  test('come when the end comes near', async () => {
    renderApp(server);
    await card('a.jpg');

    browser.scroll(true);
    await card('c.jpg');

    expect(cards()).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    expect(screen.queryByText('Loading more photos…')).not.toBeInTheDocument();
  });

  test('wait while the end is far', async () => {
    renderApp(server);
    await card('a.jpg');

    browser.scroll(false);

    expect(server.countOf(SEARCH)).toBe(1);
  });

  test('are fetched even where the first one has no card', async () => {
    server.assets = [aPair('IMG_1')[1], anAsset('b.jpg')];
    renderApp(server);
    await screen.findByText('Loading more photos…');

    browser.scroll(true);

    expect(await card('b.jpg')).toBeVisible();
  });

  test('that fail leave the others, and can be tried again', async () => {
    const { user } = renderApp(server);
    await card('a.jpg');
    server.answer(SEARCH, fails(500));
    browser.scroll(true);
    const failure = await screen.findByRole('alert');
    server.heal(SEARCH);

    expect(failure).toHaveTextContent('The next photos could not be loaded.');
    expect(cards()).toEqual(['a.jpg']);

    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await card('b.jpg')).toBeVisible();
  });
});
