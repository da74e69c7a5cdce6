import { expect, test, vi } from 'vitest';
import { FakeEvents } from '@/testing/fake-events';
import { browserPorts } from './browser-ports';

test('answers and events come from where the page came from', async () => {
  vi.stubGlobal('fetch', (path: string) => Promise.resolve(new Response(path)));
  vi.stubGlobal('EventSource', FakeEvents);
  const ports = browserPorts();

  expect(await (await ports.fetch('/x', {})).text()).toBe('/x');
  expect(ports.events('/x')).toBeInstanceOf(FakeEvents);
});

test('the clock and the device are those of the browser', () => {
  const ports = browserPorts();

  expect(ports.now().getTime()).toBeCloseTo(Date.now(), -3);
  expect(ports.store).toBe(window.localStorage);
  expect(ports.tab).toBe(window.sessionStorage);
  expect(ports.connection.isOnline()).toBe(true);
});

test('a change of the connection is told until nobody listens any more', () => {
  const changed = vi.fn();
  const end = browserPorts().connection.subscribe(changed);
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  end();
  window.dispatchEvent(new Event('offline'));

  expect(changed).toHaveBeenCalledTimes(2);
});

test.each([
  ['here', '_self'],
  ['new', '_blank'],
] as const)('one leaves in the tab that is asked for: %s', (tab, target) => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  browserPorts().leave('https://id.example/', tab);

  expect(open).toHaveBeenCalledWith('https://id.example/', target, 'noopener');
});
