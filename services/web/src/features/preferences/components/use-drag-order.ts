import { useState, type PointerEvent } from 'react';
import { placesGone, wayMade } from '../order';

type Handler = (event: PointerEvent<HTMLElement>) => void;

interface Held<Name> {
  readonly order: readonly Name[];
  readonly name: Name;
  readonly pointerId: number;
  readonly begin: number;
  readonly stride: number;
  readonly way: number;
}

/** How a thing of an order is drawn while one of them is dragged. */
export interface Shift {
  readonly isHeld: boolean;
  /** Whether something is dragged at all. */
  readonly isMoving: boolean;
  /** Pixels below its own place. */
  readonly by: number;
}

export interface DragOrder<Name> {
  readonly shiftOf: (name: Name) => Shift;
  readonly gripOf: (
    name: Name,
  ) => Readonly<
    Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', Handler>
  >;
}

const lineOf = (event: PointerEvent) => event.clientY + window.scrollY;

/**
 * Lets a finger or a mouse drag the items of a list, each by its grip, to another place.
 *
 * The order itself stays until the item is dropped: an element that is moved in the page would lose
 * its pointer. Should the order change meanwhile, the item is let go.
 */
export function useDragOrder<Name>(
  order: readonly Name[],
  onDrop: (name: Name, place: number) => void,
): DragOrder<Name> {
  const [held, setHeld] = useState<Held<Name> | null>(null);
  if (held !== null && held.order.join() !== order.join()) setHeld(null);

  const goal = (one: Held<Name>) => {
    const from = order.indexOf(one.name);
    return { from, to: from + placesGone(one.way, one.stride, from, order.length) };
  };
  const wayOf = (name: Name): number => {
    if (held === null) return 0;
    if (held.name === name) return held.way;
    const { from, to } = goal(held);
    return wayMade(order.indexOf(name), from, to) * held.stride;
  };
  const gripOf = (name: Name) => {
    const whileHeld =
      (then: (one: Held<Name>) => void): Handler =>
      (event) => {
        if (held?.name !== name || held.pointerId !== event.pointerId) return;
        then({ ...held, way: lineOf(event) - held.begin });
      };
    const onPointerDown: Handler = (event) => {
      const item = event.currentTarget.closest('li');
      if (held !== null || event.button !== 0 || item === null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const { pointerId } = event;
      const stride = item.getBoundingClientRect().height;
      setHeld({ order, name, pointerId, begin: lineOf(event), stride, way: 0 });
    };
    return {
      onPointerDown,
      onPointerMove: whileHeld(setHeld),
      onPointerUp: whileHeld((one) => {
        const { from, to } = goal(one);
        setHeld(null);
        if (to !== from) onDrop(name, to);
      }),
      onPointerCancel: whileHeld(() => {
        setHeld(null);
      }),
    };
  };
  return {
    shiftOf: (name) => ({
      isHeld: held?.name === name,
      isMoving: held !== null,
      by: wayOf(name),
    }),
    gripOf,
  };
}
