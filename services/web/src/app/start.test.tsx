import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeServer } from '@/testing/fake-server';
import { portsOf } from '@/testing/render-app';
import { start } from './start';

test('the page starts in an element of the document', async () => {
  const ports = portsOf(new FakeServer());
  const element = document.body.appendChild(document.createElement('div'));

  const root = start(element, ports);

  expect(await screen.findByText('No photos yet')).toBeVisible();

  act(() => {
    root.unmount();
  });
});
