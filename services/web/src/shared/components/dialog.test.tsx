import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Dialog } from './dialog';

test('a window closes by a press beside it, and not by one inside', () => {
  const close = vi.fn();
  render(
    <Dialog title="Keys" onClose={close}>
      <p>{'inside'}</p>
    </Dialog>,
  );
  fireEvent.click(screen.getByText('inside'));
  expect(close).not.toHaveBeenCalled();

  fireEvent.click(screen.getByRole('dialog', { name: 'Keys' }));
  expect(close).toHaveBeenCalledOnce();
});
