import { screen as page, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense, type ReactElement } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PortsContext } from '@/shared/ports';
import { FakeConnection } from '@/testing/fake-connection';
import { FakeServer } from '@/testing/fake-server';
import { portsOf } from '@/testing/render-app';
import { ErrorBoundary } from './error-boundary';
import { screen } from './screen';

const Album = ({ name }: { name: string }): ReactElement => <p role="note">{name}</p>;
let connection: FakeConnection;
let loads: number;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // React tells of every error
  connection = new FakeConnection();
  connection.set(false);
  loads = 0;
});

function opened() {
  const Screen = screen(() => {
    loads += 1;
    return connection.isOnline() ? Promise.resolve(Album) : Promise.reject(new TypeError('away'));
  });
  const at = (place: string) => (
    <PortsContext value={{ ...portsOf(new FakeServer()), connection }}>
      <ErrorBoundary place={place}>
        <Suspense>{place === '/albums' && <Screen name="Trip" />}</Suspense>
      </ErrorBoundary>
    </PortsContext>
  );
  const { rerender } = render(at('/albums'));
  return {
    go: (place: string) => {
      rerender(at(place));
    },
  };
}

test('a screen that did not come says why, and is there when the connection is back', async () => {
  opened();
  expect(await page.findByRole('alert')).toHaveTextContent('The server cannot be reached.');
  connection.set(false);
  expect(loads).toBe(1);

  connection.set(true);

  expect(await page.findByRole('note')).toHaveTextContent('Trip');
  expect(loads).toBe(2);
});

test('it can be tried again by hand, as often as needed', async () => {
  opened();
  const user = userEvent.setup();
  await user.click(await page.findByRole('button', { name: 'Try again' }));

  expect(await page.findByRole('alert')).toBeVisible();
  expect(loads).toBe(2);
});

test('who went elsewhere meanwhile finds it loaded anew', async () => {
  const { go } = opened();
  await page.findByRole('alert');
  go('/elsewhere');
  connection.set(true);
  go('/albums');

  expect(await page.findByRole('note')).toBeVisible();
});
