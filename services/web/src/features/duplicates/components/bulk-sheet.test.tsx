import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fails } from '@/testing/fake-server';
import { box, many, openList as open, preview, RESOLVE, trashed } from '@/testing/many-duplicates';
import type { Rendered } from '@/testing/render-app';

async function previewAllOfPage(opened: Rendered, length: number) {
  await opened.user.click(await box('g0.jpg'));
  fireEvent.click(await box(`g${length - 1}.jpg`), { shiftKey: true });
  await opened.user.click(screen.getByRole('button', { name: 'Preview…' }));
  return within(await screen.findByRole('dialog'));
}

describe('what cannot be done', () => {
  test('is told group by group, and the rest is done', async () => {
    const opened = open(many(4));
    const { server, user } = opened;
    server.answer(RESOLVE, () =>
      Response.json({
        undoToken: 't1',
        results: [
          { groupId: 'g0', ok: false, detail: 'The group has changed.', items: [] },
          { groupId: 'g1', ok: false, items: [{ state: 'refused', detail: 'It is shared.' }] },
          { groupId: 'g2', ok: false, items: [{ state: 'pending', detail: 'Later.' }] },
          { groupId: 'g3', ok: false, items: [] },
        ],
      }),
    );
    const sheet = await previewAllOfPage(opened, 4);
    await user.click(sheet.getByRole('button', { name: 'Move 4 files to the trash' }));

    expect(await sheet.findByText('1 group decided, 3 not:')).toBeVisible();
    expect(sheet.getByText('The group has changed.')).toBeVisible();
    expect(sheet.getByText('It is shared.')).toBeVisible();
    expect(sheet.getByText('Immich did not move it to the trash.')).toBeVisible();
    expect(sheet.getByRole('link', { name: 'g1.jpg' })).toHaveAttribute('href', '/duplicates/g1');
    server.answer('POST /api/duplicates/undo/t1', () =>
      Response.json({ items: [{ state: 'gone' }] }),
    );
    await user.click(sheet.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('link', { name: /^2 copies of g2\.jpg/ })).toBeNull();

    await user.keyboard('z');
    expect(
      await screen.findByText('1 no longer in Immich’s trash', { exact: false }),
    ).toBeVisible();
  });

  test('without a connection leaves the rest as it is, and picked', async () => {
    const opened = open(many(1));
    const { server, user } = opened;
    server.answer(RESOLVE, fails(503));
    const sheet = await preview(opened);
    await user.click(sheet.getByRole('button', { name: 'Move 1 file to the trash' }));
    expect(await sheet.findByText('0 groups decided, 1 not:')).toBeVisible();
    expect(sheet.getByText('Immich does not answer just now.')).toBeVisible();

    await user.click(sheet.getByRole('button', { name: 'Close' }));
    expect(await box('g0.jpg')).toBeChecked();
    expect(screen.queryByText('freed since you came', { exact: false })).toBeNull();
  });

  test('shows how far it is meanwhile', async () => {
    const opened = open(many(1));
    const answer = Promise.withResolvers<Response>();
    opened.server.answer(RESOLVE, () => answer.promise);
    const sheet = await preview(opened);
    await opened.user.click(sheet.getByRole('button', { name: 'Move 1 file to the trash' }));
    expect(sheet.getByRole('progressbar')).toBeVisible();
    expect(sheet.getByText('0 of 1')).toBeVisible();

    answer.resolve(Response.json({ undoToken: 't1', results: [trashed('g0')] }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
  });
});
