import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FakeServer, fails, never } from '@/testing/fake-server';
import { COUNTS, PreferringServer, READ, WRITE } from '@/testing/preferences';
import { renderApp } from '@/testing/render-app';

function open(kept: PreferringServer['kept'] | object = {}) {
  const server = new PreferringServer(kept);
  return { server, ...renderApp(server, '/preferences') };
}

const add = (format: string) => screen.findByRole('button', { name: `Add ${format} to the list` });
const rows = () => screen.queryAllByRole('listitem').map((row) => row.textContent);
const saved = (times: number) =>
  expect.poll(() => screen.queryAllByText('Saved')).toHaveLength(times);

describe('preferences', () => {
  test('make lists of groups stale', async () => {
    const { server, user } = open();
    await screen.findByText('1,234');
    const asked = server.countOf(COUNTS);
    await user.click(screen.getByRole('checkbox', { name: /one card/ }));
    await screen.findByText('Saved');

    await expect.poll(() => server.countOf(COUNTS)).toBe(2 * asked);
    expect(server.sent).toEqual([{ autoGroup: false }]);
  });

  test('are taken back when they cannot be saved', async () => {
    const { server, user } = open();
    server.answer(WRITE, fails(503));
    await user.click(await add('RAW'));

    expect(await screen.findByRole('alert')).toHaveTextContent('This could not be saved.');
    expect(await add('RAW')).toBeVisible();
    expect(rows()).not.toContain('RAW');
  });

  test('are saved one after the other, and stay as they were changed last', async () => {
    const { server, user } = open();
    const answers: (() => void)[] = [];
    server.answer(
      WRITE,
      () =>
        new Promise((resolve) => {
          answers.push(() => {
            resolve(server.save());
          });
        }),
    );
    await user.click(await add('RAW'));
    await user.click(await add('JPEG'));
    await expect.poll(() => answers).toHaveLength(1);
    answers[0]?.();
    await expect.poll(() => answers).toHaveLength(2);

    expect(rows()).toEqual(expect.arrayContaining(['RAW', 'JPEG']));
    answers[1]?.();
    await expect.poll(() => server.kept.formatOrder).toEqual(['raw', 'jpeg']);
    await saved(1);
    expect(rows()).toEqual(expect.arrayContaining(['RAW', 'JPEG']));
    expect(server.sent).toEqual([{ formatOrder: ['raw'] }, { formatOrder: ['raw', 'jpeg'] }]);
  });

  test('go back to what was saved before the one that could not be', async () => {
    const { server, user } = open();
    await user.click(await add('RAW'));
    await saved(1);
    server.answer(WRITE, fails(503));
    await user.click(await add('JPEG'));
    await screen.findByRole('alert');

    expect(await add('JPEG')).toBeVisible();
    expect(rows()).toContain('RAW');
  });

  test('of keys stay on this device', async () => {
    const { ports, user } = open();
    const letters = await screen.findByRole('checkbox', { name: 'Keys that are single letters' });
    await user.click(letters);

    expect(letters).not.toBeChecked();
    expect(ports.store.getItem('twinlens.letters')).toBe('off');
  });

  test('that cannot be read can be tried again', async () => {
    const server = new PreferringServer();
    server.answer(READ, fails(500));
    server.answer(COUNTS, fails(503));
    const { user } = renderApp(server, '/preferences');
    const again = await screen.findByRole('button', { name: 'Try again' });
    server.answer(READ, () => Response.json(server.kept));
    await user.click(again);

    expect(await add('JPEG')).toBeVisible();
    expect(screen.getByRole('slider')).toBeVisible();
  });

  test('are waited for', async () => {
    const server = new FakeServer();
    server.answer(READ, never);
    renderApp(server, '/preferences');

    expect(await screen.findByText('Loading…')).toBeVisible();
  });
});

describe('how alike duplicates must be', () => {
  const slider = () => screen.findByRole('slider', { name: 'How alike duplicates must be' });

  test('is told in words, with how many groups each stop would bring', async () => {
    open();

    expect(await slider()).toHaveAttribute(
      'aria-valuetext',
      'Near: the same picture, at least 95 % alike',
    );
    expect(await screen.findAllByText('5,678 groups for you')).toHaveLength(2);
    expect(rows()).toEqual([
      'Exact1,2341,234 groups for you',
      'Very near',
      'Near5,6785,678 groups for you',
      'Edited',
      'Loose',
      'Loosest',
    ]);
  });

  test('is counted while it is pointed at, and saved when it is let go', async () => {
    const { server } = open();
    await screen.findByText('5,678');
    const range = await slider();
    fireEvent.input(range, { target: { value: '1' } });
    fireEvent.input(range, { target: { value: '0' } });

    expect(range).toHaveAttribute('aria-valuetext', 'Exact: the same bytes, 100 % alike');
    expect(screen.getAllByText('1,234 groups for you')).toHaveLength(2);
    expect(server.sent).toEqual([]);

    range.dispatchEvent(new Event('change'));
    await screen.findByText('Saved');

    expect(server.sent).toEqual([{ level: 'exact' }]);
    expect(range).toHaveValue('0');
  });

  test('follows what was chosen elsewhere', async () => {
    const { server, user } = open();
    const range = await slider();
    fireEvent.input(range, { target: { value: '0' } });
    server.kept = { ...server.kept, level: '0.80' };
    await user.click(screen.getByRole('checkbox', { name: /one card/ }));

    await expect.poll(() => range.getAttribute('aria-valuetext')).toMatch(/^Loosest/);
  });

  test('goes back when it cannot be saved', async () => {
    const { server } = open();
    server.answer(WRITE, fails(503));
    const range = await slider();
    fireEvent.input(range, { target: { value: '5' } });
    range.dispatchEvent(new Event('change'));
    await screen.findByRole('alert');

    expect(range).toHaveValue('2');
  });
});
