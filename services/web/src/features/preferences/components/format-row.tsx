import { mdiArrowDown, mdiArrowUp, mdiClose, mdiDragHorizontalVariant } from '@mdi/js';
import { useCallback, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import type { Format } from '../api/preferences';
import type { DragOrder } from './use-drag-order';

/** A format of the order: dragged by its grip, or moved by its buttons. */
export function FormatRow(props: {
  format: Format;
  place: number;
  count: number;
  drag: DragOrder<Format>;
  onMove: (place: number) => void;
  onOut: () => void;
}): ReactElement {
  const { format, place, count, drag } = props;
  const words = strings.preferences;
  const name = words.formats[format];
  const { isHeld, isMoving, by } = drag.shiftOf(format);
  const placed = useCallback(
    (element: HTMLLIElement) => {
      element.style.translate = by === 0 ? '' : `0 ${by}px`;
      return () => undefined;
    },
    [by],
  );
  const look = isHeld
    ? 'bg-subtle z-10 rounded-lg shadow-lg'
    : isMoving
      ? 'bg-page motion-safe:transition-[translate]'
      : 'bg-page';
  return (
    <li
      ref={placed}
      className={`border-line relative flex items-center border-b select-none ${look}`}
    >
      <span
        data-testid={`grip-${format}`}
        className={`text-quiet grid size-11 shrink-0 touch-none place-items-center ${isHeld ? 'cursor-grabbing' : 'cursor-grab'}`}
        {...drag.gripOf(format)}
      >
        <Icon path={mdiDragHorizontalVariant} />
      </span>
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <Button
        look="round"
        data-key={`up ${format}`}
        aria-label={words.up(name)}
        disabled={place === 0}
        onClick={() => {
          props.onMove(place - 1);
        }}
      >
        <Icon path={mdiArrowUp} />
      </Button>
      <Button
        look="round"
        data-key={`down ${format}`}
        aria-label={words.down(name)}
        disabled={place === count - 1}
        onClick={() => {
          props.onMove(place + 1);
        }}
      >
        <Icon path={mdiArrowDown} />
      </Button>
      <Button
        look="round"
        data-key={`out ${format}`}
        aria-label={words.out(name)}
        onClick={props.onOut}
      >
        <Icon path={mdiClose} />
      </Button>
    </li>
  );
}
