import { fireEvent, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { whole } from '../view';
import { useBorder } from './use-border';

test('a border that lies nowhere yet is held by its own place', () => {
  const onShare = vi.fn();
  const size = { width: 600, height: 400 };
  const { result } = renderHook(() => useBorder({ size, view: whole, onShare }));
  const grip = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  vi.spyOn(grip, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 400));
  const letGo = result.current(grip);
  fireEvent.pointerDown(grip, { pointerId: 1, clientX: 300 });
  fireEvent.pointerMove(window, { pointerId: 1, clientX: 150 });

  expect(onShare).toHaveBeenLastCalledWith(0.25);

  letGo?.();
});
