import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { aPair, anAsset } from '@/testing/assets';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.assets = [...aPair('IMG_1'), anAsset('alone.jpg')];
});

async function opened(filename: string) {
  const { user } = renderApp(server);
  const card = await screen.findByRole('article', { name: filename });
  await user.click(within(card).getByRole('button'));
  const dialog = await screen.findByRole('dialog', { name: filename });
  return { user, dialog, rows: within(dialog).getAllByRole('listitem') };
}

const large = (dialog: HTMLElement) =>
  within(dialog)
    .getAllByRole('img')
    .map((picture) => picture.getAttribute('src'))
    .filter((source) => source?.includes('preview'));

describe('the versions of a shot', () => {
  test('are listed with format and size', async () => {
    server.sizes.set('id-IMG_1.JPG', 4_194_304);
    const { rows } = await opened('IMG_1.JPG');

    expect(rows[1]).toHaveTextContent('IMG_1.CR2CR2 · RAW · 24.0 MiB');
    expect(await within(rows[0] ?? document.body).findByText(/4.0 MiB/)).toBeVisible();
  });

  test('tell which one stands for the shot', async () => {
    const { rows } = await opened('IMG_1.JPG');

    expect(rows.map((row) => row.textContent.includes('Shown in Photos'))).toEqual([true, false]);
  });

  test('can be looked at one by one', async () => {
    const { user, dialog, rows } = await opened('IMG_1.JPG');
    const before = large(dialog);

    await user.click(within(rows[1] ?? dialog).getByRole('button'));

    expect(before).toEqual(['/api/immich/assets/id-IMG_1.JPG/thumbnail?size=preview']);
    expect(large(dialog)).toEqual(['/api/immich/assets/id-IMG_1.CR2/thumbnail?size=preview']);
    expect(within(dialog).getByRole('button', { pressed: true })).toHaveTextContent('IMG_1.CR2');
  });

  test('of a lone file are that one', async () => {
    const { dialog, rows } = await opened('alone.jpg');

    expect(dialog).toHaveTextContent('This shot has one file.');
    expect(rows).toHaveLength(1);
  });
});

describe('a size that Immich does not tell', () => {
  test('is waited for', async () => {
    server.answer('GET /api/immich/assets/id-alone.jpg', never);
    const { rows } = await opened('alone.jpg');

    expect(rows[0]).toHaveTextContent('JPG · …');
  });

  test.each([
    ['is unread', () => Response.json({ exifInfo: { fileSizeInByte: null } })],
    ['is missing', () => Response.json({})],
    ['cannot be fetched', fails(404)],
  ])('and %s is called unknown', async (_why, answer) => {
    server.answer('GET /api/immich/assets/id-alone.jpg', answer);
    await opened('alone.jpg');

    expect(await screen.findByText(/Size unknown/)).toBeVisible();
  });
});

describe('the window', () => {
  test('closes by its button', async () => {
    const { user } = await opened('IMG_1.JPG');

    await user.click(screen.getByRole('button', { name: 'Close' }));

    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('closes by a press beside it', async () => {
    const { dialog } = await opened('IMG_1.JPG');

    fireEvent.click(dialog);

    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('stays open by a press inside', async () => {
    const { user, dialog } = await opened('IMG_1.JPG');

    await user.click(within(dialog).getByRole('heading'));

    expect(dialog).toBeVisible();
  });
});
