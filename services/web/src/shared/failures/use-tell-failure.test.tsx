import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { expect, test, vi } from 'vitest';
import { ToastsProvider } from '@/shared/toasts/toasts-provider';
import { FakeServer } from '@/testing/fake-server';
import { portsOf } from '@/testing/render-app';
import { ApiError } from '../http';
import { PortsContext } from '../ports';
import { useTellFailure } from './use-tell-failure';

function Screen({ error, ask }: { error: Error; ask: () => number }): ReactElement {
  const tell = useTellFailure();
  const groups = useQuery({ queryKey: ['groups'], queryFn: ask });
  return (
    <button type="button" onClick={() => void tell('Not dissolved.', error)}>
      {groups.data}
    </button>
  );
}

async function told(error: Error): Promise<number> {
  let asked = 0;
  const ask = () => (asked += 1);
  render(
    <PortsContext value={portsOf(new FakeServer())}>
      <QueryClientProvider client={new QueryClient()}>
        <ToastsProvider takers={{ groups: vi.fn(), duplicates: vi.fn() }}>
          <Screen error={error} ask={ask} />
        </ToastsProvider>
      </QueryClientProvider>
    </PortsContext>,
  );
  await userEvent.setup().click(await screen.findByRole('button', { name: '1' }));
  await screen.findByRole('alert');
  return asked;
}

test.each([
  ['has changed', 409],
  ['is gone', 404],
])('who was slower, so that it %s, learns it and sees how it is now', async (_, status) => {
  expect(await told(new ApiError(status))).toBe(2);
  expect(screen.getByRole('alert')).toHaveTextContent(
    'Not dissolved. Somebody else was faster; this is how it is now.',
  );
});

test('another failure says why, and asks for nothing', async () => {
  expect(await told(new ApiError(503))).toBe(1);
  expect(screen.getByRole('alert')).toHaveTextContent('Not dissolved. Immich does not answer');
});
