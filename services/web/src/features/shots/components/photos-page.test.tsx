import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { browser } from '@/testing/browser';
import { aCard, aPair } from '@/testing/cards';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

const MONTHS = 'GET /api/groups/timeline/buckets';
const MONTH = 'GET /api/groups/timeline/bucket';
const card = (name: string) => screen.findByRole('article', { name });
const cards = () => screen.getAllByRole('article').map((item) => item.getAttribute('aria-label'));

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

describe('the library', () => {
  test('a pair is one card with its number of versions and its kind', async () => {
    server.cards = [aPair('IMG_1')];
    renderApp(server);

    const pair = await card('IMG_1.JPG');

    expect(cards()).toEqual(['IMG_1.JPG']);
    expect(within(pair).getByText('2 versions')).toBeVisible();
    expect(within(pair).getByText('RAW+JPEG')).toBeVisible();
  });

  test('the newest photos come with the months, older ones are asked for', async () => {
    server.cards = [aCard('a.jpg'), aCard('b.jpg', { localDateTime: '2026-04-30T08:00:00' })];
    renderApp(server);
    await card('a.jpg');
    await card('b.jpg');

    expect(server.countOf(`${MONTHS}?newest=true`)).toBe(1);
    expect(server.countOf(`${MONTH}?timeBucket=2026-05-01`)).toBe(0);
    expect(server.countOf(`${MONTH}?timeBucket=2026-04-01`)).toBe(1);
  });

  test('a single file bears no badge', async () => {
    server.cards = [aCard('a.jpg')];
    renderApp(server);

    expect(await card('a.jpg')).toHaveTextContent(/^$/);
  });

  test('a copy says so, a kind of group unknown to the page does not', async () => {
    server.cards = [
      aCard('a.jpg', { duplicateType: 'exact' }),
      aPair('IMG_1', { groupType: 'panorama' }),
    ];
    renderApp(server);

    expect(await card('a.jpg')).toHaveTextContent(/^Exact$/);
    expect(await card('IMG_1.JPG')).toHaveTextContent(/^2 versions$/);
  });

  test('a shot of which there are copies says so beside its kind', async () => {
    server.cards = [aPair('IMG_1', { duplicateType: 'perceptual' })];
    renderApp(server);

    expect(await card('IMG_1.JPG')).toHaveTextContent(/^2 versionsRAW\+JPEGSimilar$/);
  });

  test('shots stand under their dates', async () => {
    server.cards = [aCard('a.jpg'), aCard('b.jpg', { localDateTime: '2026-04-30T08:00:00' })];
    renderApp(server);
    await card('b.jpg');

    const dates = screen.getAllByRole('heading', { level: 2 }).map((date) => date.textContent);

    expect(dates).toEqual(['Yesterday', 'Thu, Apr 30']);
  });

  test('a card is blurred while its picture loads', async () => {
    server.cards = [aCard('a.jpg', { thumbhash: '1fgFDIBQx0x9pbaBZnZAh6Or/Q==' })];
    renderApp(server);

    const button = within(await card('a.jpg')).getByRole('button');

    expect(button.style.backgroundImage).toMatch(/^url\("?data:image/);
  });

  test('a clip bears a play sign, and its length where that is known', async () => {
    const clip = { isImage: false };
    server.cards = [
      aCard('still.jpg'),
      aCard('clip.mp4', { ...clip, duration: 61_000 }),
      aCard('odd.mp4', clip),
    ];
    renderApp(server);
    const icons = async (name: string) => (await card(name)).querySelectorAll('svg').length;

    expect([await icons('still.jpg'), await icons('clip.mp4')]).toEqual([0, 1]);
    expect(await card('clip.mp4')).toHaveTextContent('1:01');
    expect(await card('odd.mp4')).toHaveTextContent('');
  });

  test('on a phone rows are lower, and a badge is a number with words for screen readers', async () => {
    server.cards = [aPair('IMG_1', { ratio: 1 })];
    renderApp(server);
    const wide = (await card('IMG_1.JPG')).style.height;

    browser.resize(390);
    browser.resize(390);
    const pair = await card('IMG_1.JPG');

    expect([wide, pair.style.height]).toEqual(['235px', '100px']);
    expect(within(pair).getByText('2 versions')).toHaveClass('sr-only');
    expect(within(pair).queryByText('RAW+JPEG')).not.toBeInTheDocument();
  });

  test('a picture that Immich has not made is a tile with the format', async () => {
    server.cards = [aCard('a.cr2')];
    renderApp(server);
    within(await card('a.cr2'))
      .getByRole('img')
      .dispatchEvent(new Event('error'));

    expect(await screen.findByText('CR2')).toBeVisible();
    expect(within(await card('a.cr2')).getByRole('img')).toHaveAccessibleName('a.cr2');
  });
});

describe('other states', () => {
  test('an outline stands where the months are on their way', async () => {
    server.answer(MONTHS, never);
    renderApp(server);

    expect(await screen.findByText('Loading photos…')).toBeInTheDocument();
  });

  test('an empty library says what will fill it', async () => {
    renderApp(server);

    expect(await screen.findByText('No photos yet')).toBeVisible();
  });

  test('a failure can be tried again', async () => {
    server.cards = [aCard('a.jpg')];
    server.answer(MONTHS, fails(502));
    const { user } = renderApp(server);
    const failure = await screen.findByRole('alert');
    server.heal(MONTHS);

    expect(failure).toHaveTextContent('Immich does not answer just now.');

    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await card('a.jpg')).toBeVisible();
  });

  test('a month that fails leaves the others, and can be tried again', async () => {
    server.cards = [aCard('a.jpg'), aCard('b.jpg', { localDateTime: '2026-04-30T08:00:00' })];
    const april = `${MONTH}?timeBucket=2026-04-01`;
    server.answer(april, fails(403));
    const { user } = renderApp(server);
    const failure = await screen.findByRole('alert');
    server.heal(april);

    expect(failure).toHaveTextContent('April 2026 could not be loaded. You are not allowed');
    expect(cards()).toEqual(['a.jpg']);

    await user.click(within(failure).getByRole('button', { name: 'Try again' }));

    expect(await card('b.jpg')).toBeVisible();
  });

  test('a month on its way has an outline', async () => {
    server.cards = [aCard('a.jpg')];
    server.bringsNewest = false;
    server.answer(MONTH, never);
    renderApp(server);

    expect(await screen.findByText('Loading May 2026…')).toBeInTheDocument();
  });
});
