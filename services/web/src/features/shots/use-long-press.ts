import { useEffect, useMemo, useRef, type MouseEvent, type PointerEvent } from 'react';

const HELD_MS = 500;
/** How far in pixels a finger may slip before it is scrolling. */
const SLACK = 10;

type Handler = (event: PointerEvent<HTMLElement>) => void;

/** What an element does about fingers that rest on it. */
export interface LongPress {
  readonly handlers: Readonly<
    Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', Handler>
  > & { readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void };
  /** Whether the press that has just ended was a long one, so that it is no tap. */
  readonly wasLong: () => boolean;
}

/** Has `onLong` done when a finger rests on an element; a mouse has other ways. */
export function useLongPress(onLong: () => void): LongPress {
  const press = useRef({ x: 0, y: 0, isTouch: false, isLong: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(onLong);
  useEffect(() => {
    latest.current = onLong;
  });
  return useMemo(() => {
    const end = () => {
      clearTimeout(timer.current);
    };
    return {
      handlers: {
        onPointerDown: ({ clientX: x, clientY: y, pointerType }) => {
          end();
          press.current = { x, y, isTouch: pointerType === 'touch', isLong: false };
          if (!press.current.isTouch) return;
          timer.current = setTimeout(() => {
            press.current.isLong = true;
            latest.current();
          }, HELD_MS);
        },
        onPointerMove: ({ clientX, clientY }) => {
          const { x, y } = press.current;
          if (Math.hypot(clientX - x, clientY - y) > SLACK) end();
        },
        onPointerUp: end,
        onPointerCancel: end,
        onContextMenu: (event) => {
          if (press.current.isTouch) event.preventDefault();
        },
      },
      wasLong: () => press.current.isLong,
    };
  }, []);
}
