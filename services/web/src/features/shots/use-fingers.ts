import { useRef, type PointerEvent } from 'react';
import { distance, middle, moved, zoomed, type Point, type Zoom } from './zoom';

const SWIPE = 60;

/** Half the size of an element. */
export function halfOf(element: Element): Point {
  const { width, height } = element.getBoundingClientRect();
  return { x: width / 2, y: height / 2 };
}

/** Where something happened, seen from the middle of an element. */
export function pointIn(
  element: Element,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): Point {
  const { left, top } = element.getBoundingClientRect();
  const half = halfOf(element);
  return { x: clientX - left - half.x, y: clientY - top - half.y };
}

type Handler = (event: PointerEvent<HTMLElement>) => void;

/** One finger moves a picture, or swipes to another one; two make it larger or smaller. */
export function useFingers(
  zoom: Zoom,
  setZoom: (change: (old: Zoom) => Zoom) => void,
  onSwipe: (step: -1 | 1) => void,
): Readonly<
  Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', Handler>
> {
  const fingers = useRef(new Map<number, Point>());
  const begin = useRef<Point | null>(null);
  const onPointerUp: Handler = (event) => {
    fingers.current.delete(event.pointerId);
    const way =
      begin.current === null ? 0 : pointIn(event.currentTarget, event).x - begin.current.x;
    begin.current = null;
    if (zoom.scale > 1 || event.pointerType !== 'touch' || Math.abs(way) < SWIPE) return;
    onSwipe(way < 0 ? 1 : -1);
  };
  return {
    onPointerDown: (event) => {
      const point = pointIn(event.currentTarget, event);
      fingers.current.set(event.pointerId, point);
      begin.current = fingers.current.size === 1 ? point : null;
    },
    onPointerMove: (event) => {
      const before = fingers.current.get(event.pointerId);
      if (before === undefined) return;
      const half = halfOf(event.currentTarget);
      const now = pointIn(event.currentTarget, event);
      const others = [...fingers.current].filter(([id]) => id !== event.pointerId);
      fingers.current.set(event.pointerId, now);
      setZoom((old) =>
        others.reduce(
          (zoom, [, other]) =>
            zoomed(zoom, distance(now, other) / distance(before, other), middle(now, other), half),
          moved(old, { x: now.x - before.x, y: now.y - before.y }, half),
        ),
      );
    },
    onPointerUp,
    onPointerCancel: onPointerUp,
  };
}
