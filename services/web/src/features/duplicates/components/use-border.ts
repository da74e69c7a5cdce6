import { useCallback, useEffect, useRef, type RefCallback } from 'react';
import { pointAt, type Size, type View } from '../view';

interface Border {
  readonly size: Size;
  readonly view: View;
  /** Where the border is wanted: of the part of the picture that is seen, from 0 to 1. */
  readonly onShare: (share: number) => void;
}

/** Lets a hand take the border between two pictures along; the picture under it stays. */
export function useBorder(border: Border): RefCallback<SVGRectElement> {
  const current = useRef(border);
  useEffect(() => {
    current.current = border;
  });
  return useCallback((grip: SVGRectElement) => listen(grip, () => current.current), []);
}

function listen(grip: SVGRectElement, now: () => Border): () => void {
  const ending = new AbortController();
  let held: number | undefined;
  const onDown = (event: PointerEvent) => {
    event.stopPropagation(); // else the picture would take it for a swipe
    held = event.pointerId;
  };
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== held) return;
    const { view, size, onShare } = now();
    const area = (grip.ownerSVGElement ?? grip).getBoundingClientRect();
    const { x } = pointAt(view, size, area, { x: event.clientX, y: event.clientY });
    onShare(Math.min(1, Math.max(0, (x - view.x) * view.zoom + 0.5)));
  };
  const onEnd = () => {
    held = undefined;
  };
  grip.addEventListener('pointerdown', onDown, ending);
  window.addEventListener('pointermove', onMove, ending);
  window.addEventListener('pointerup', onEnd, ending);
  window.addEventListener('pointercancel', onEnd, ending);
  return () => {
    ending.abort();
  };
}
