import { useCallback, type RefCallback } from 'react';
import type { Box } from './justify';

/** Puts the element that takes the ref where a layout wants it, in pixels. */
export function usePlaced(box: Partial<Box>): RefCallback<HTMLElement> {
  const { left, top, width, height } = box;
  return useCallback(
    (element: HTMLElement) => {
      for (const [name, value] of Object.entries({ left, top, width, height })) {
        if (value !== undefined) element.style.setProperty(name, `${value}px`);
      }
      return () => undefined;
    },
    [left, top, width, height],
  );
}
