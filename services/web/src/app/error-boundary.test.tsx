import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { expect, test, vi } from 'vitest';
import { ErrorBoundary } from './error-boundary';

const page = { breaks: true };

function Page(): ReactElement {
  if (page.breaks) throw new Error('a bug');
  return <p role="note" />;
}

function broken() {
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // React tells of every error
  page.breaks = true;
  return render(
    <ErrorBoundary place="/a">
      <Page />
    </ErrorBoundary>,
  );
}

test('a page that breaks leaves a way back, and a way on', async () => {
  broken();

  expect(screen.getByRole('alert')).toHaveTextContent('Something broke on this page');
  expect(screen.getByRole('link', { name: 'Go to Photos' })).toHaveAttribute('href', '/');

  page.breaks = false;
  await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }));

  expect(screen.getByRole('note')).toBeVisible();
});

test('another page is a new beginning', () => {
  const { rerender } = broken();
  page.breaks = false;
  rerender(
    <ErrorBoundary place="/b">
      <Page />
    </ErrorBoundary>,
  );

  expect(screen.getByRole('note')).toBeVisible();
});
