import { useCallback, useEffect, useRef, type RefCallback } from 'react';
import { dragged, pointAt, zoomedAt, type Point, type Size, type View } from '../view';

const TAP = 6;
const SWIPE = 60;
const WHEEL = 400;

export interface Gestures {
  readonly size: Size;
  readonly view: View;
  readonly onView: (view: View) => void;
  /** A press that moved nothing. */
  readonly onTap: () => void;
  /** A finger over the whole picture: 1 to the next one, -1 back. */
  readonly onSwipe: (step: 1 | -1) => void;
}

const middle = (one: Point, other: Point): Point => ({
  x: (one.x + other.x) / 2,
  y: (one.y + other.y) / 2,
});
const distance = (one: Point, other: Point): number =>
  Math.max(Math.hypot(one.x - other.x, one.y - other.y), 1);

/** Zooms and moves a picture by wheel, hand and fingers. */
export function useGestures(gestures: Gestures): RefCallback<SVGSVGElement> {
  const current = useRef(gestures);
  useEffect(() => {
    current.current = gestures;
  });
  return useCallback((pane: SVGSVGElement) => listen(pane, () => current.current), []);
}

function listen(pane: SVGSVGElement, now: () => Gestures): () => void {
  const fingers = new Map<number, Point>();
  let travelled = 0;
  let start: Point = { x: 0, y: 0 };
  const zoom = (factor: number, at: Point) => {
    const { view, size, onView } = now();
    const area = pane.getBoundingClientRect();
    onView(zoomedAt(view, factor, pointAt(view, size, area, at)));
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    zoom(2 ** (-event.deltaY / WHEEL), { x: event.clientX, y: event.clientY });
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (fingers.size === 0) {
      travelled = 0;
      start = { x: event.clientX, y: event.clientY };
    }
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const onMove = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const after = { x: event.clientX, y: event.clientY };
    fingers.set(event.pointerId, after);
    travelled += Math.hypot(after.x - before.x, after.y - before.y);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) {
      zoom(distance(after, other) / distance(before, other), middle(after, other));
      return;
    }
    const { view, size, onView } = now();
    const by = { x: after.x - before.x, y: after.y - before.y };
    if (view.zoom > 1) onView(dragged(view, size, pane.getBoundingClientRect(), by));
  };
  const onUp = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
    const { view, onTap, onSwipe } = now();
    const [right, down] = [event.clientX - start.x, event.clientY - start.y];
    if (travelled < TAP) onTap();
    else if (event.pointerType === 'touch' && view.zoom === 1 && isSwipe(right, down)) {
      onSwipe(right < 0 ? 1 : -1);
    }
  };
  const onCancel = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
  };
  pane.addEventListener('wheel', onWheel, { passive: false }); // else the page would scroll
  pane.addEventListener('pointerdown', onDown);
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', onCancel);
  return () => {
    pane.removeEventListener('wheel', onWheel);
    pane.removeEventListener('pointerdown', onDown);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onCancel);
  };
}

function isSwipe(right: number, down: number): boolean {
  return Math.abs(right) > SWIPE && Math.abs(right) > 2 * Math.abs(down);
}
