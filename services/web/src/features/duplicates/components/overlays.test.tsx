import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aCopy, aGroup, aKeeper, aPage } from '@/testing/duplicates';
import { FakeServer } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 400));
});

async function open() {
  const server = new FakeServer();
  const group = aGroup('a', { members: [aKeeper('a.jpg'), aCopy('b.jpg')] });
  server.answer('GET /api/duplicates?sort=newest&limit=40', () => aPage([group]));
  server.answer('GET /api/duplicates/a', () => Response.json(group));
  const rendered = renderApp(server, '/duplicates/a?mode=slider');
  await screen.findByRole('region', { name: 'Pictures' });
  return rendered;
}

const stage = () => within(screen.getByRole('region', { name: 'Pictures' }));

describe('pictures on each other', () => {
  test('have a border that a finger takes along, and that is no swipe', async () => {
    await open();
    const finger = { pointerId: 7, pointerType: 'touch', button: 0, clientY: 200 };
    const line = () => stage().getByRole('img').querySelector('line')?.getAttribute('x1');
    fireEvent.pointerMove(window, { ...finger, clientX: 10 });
    expect(line()).toBe('3000');

    fireEvent.pointerDown(screen.getByTestId('border'), { ...finger, clientX: 300 });
    fireEvent.pointerMove(window, { ...finger, clientX: 150 });
    expect(line()).toBe('1500');
    fireEvent.pointerMove(window, { ...finger, pointerId: 8, clientX: 500 });
    fireEvent.pointerMove(window, { ...finger, clientX: -50 });
    expect(line()).toBe('0');

    fireEvent.pointerUp(window, { ...finger, clientX: -50 });
    fireEvent.pointerMove(window, { ...finger, clientX: 300 });
    expect(line()).toBe('0');
    expect(window.location.pathname).toBe('/duplicates/a');
  });

  test('tell of each picture what becomes of it', async () => {
    const { user } = await open();
    const told = () =>
      stage()
        .getAllByText(/^[12](Keep|Trash)$/)
        .map((mark) => mark.textContent);
    expect(told()).toEqual(['1Keep', '2Trash']);

    await user.keyboard('2');
    expect(told()).toEqual(['1Keep', '2Keep']);
  });
});
