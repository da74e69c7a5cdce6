import { mdiPlus } from '@mdi/js';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import type { Format } from '../api/preferences';
import { movedTo } from '../order';
import { FormatRow } from './format-row';
import { useDragOrder } from './use-drag-order';

const words = strings.preferences;
const FORMATS = Object.keys(words.formats) as Format[];

/** Which formats are to stand for a shot, in an order to be dragged, or changed by buttons. */
export function FormatOrder(props: {
  order: readonly Format[];
  onChange: (order: readonly Format[]) => void;
}): ReactElement {
  const { order, onChange } = props;
  const [said, setSaid] = useState('');
  const part = useRef<HTMLFieldSetElement>(null);
  const focus = useRef<readonly string[]>([]);
  const others = FORMATS.filter((format) => !order.includes(format));

  useEffect(() => {
    const found = focus.current
      .map((key) => part.current?.querySelector<HTMLElement>(`[data-key="${key}"]:enabled`))
      .find(Boolean);
    focus.current = [];
    found?.focus();
  }, [order]);

  /** Changes the order, says so, and has the first button that there is then take the focus. */
  const change = (next: readonly Format[], news: string, keys: readonly string[]) => {
    focus.current = keys;
    setSaid(news);
    onChange(next);
  };
  const move = (format: Format, place: number, keys: readonly string[] = []) => {
    const next = movedTo(order, format, place);
    change(next, words.isAt(words.formats[format], place + 1, next.length), keys);
  };
  const drag = useDragOrder(order, move);
  const around = (list: readonly Format[], format: Format, act: string) => {
    const place = list.indexOf(format);
    return [...list.slice(place + 1), ...list.slice(0, place).reverse()].map(
      (one) => `${act} ${one}`,
    );
  };
  return (
    <fieldset ref={part} className="border-line rounded-3xl border p-4">
      <legend className="px-1 font-medium">{words.format}</legend>
      <p className="text-quiet pb-2 text-sm">{words.formatHint}</p>
      <p role="status" className="sr-only">
        {said}
      </p>
      {order.length > 0 && (
        <ol role="list" aria-label={words.format}>
          {order.map((format, place) => (
            <FormatRow
              key={format}
              format={format}
              place={place}
              count={order.length}
              drag={drag}
              onMove={(to) => {
                const way = to < place ? 'up' : 'down';
                move(format, to, [`${way} ${format}`, `up ${format}`, `down ${format}`]);
              }}
              onOut={() => {
                const rest = order.filter((one) => one !== format);
                const keys = [...around(order, format, 'out'), `add ${format}`];
                change(rest, words.isOut(words.formats[format]), keys);
              }}
            />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 py-1">
        <p className="text-quiet flex min-h-11 items-center text-sm">
          {order.length === 0 ? words.formatLeft : words.formatElse}
        </p>
        {order.length > 0 && (
          <Button
            look="plain"
            className="-mx-4"
            onClick={() => {
              change(
                [],
                words.isLeft,
                FORMATS.map((format) => `add ${format}`),
              );
            }}
          >
            {words.leave}
          </Button>
        )}
      </div>
      {others.length > 0 && (
        <div role="group" aria-label={words.formatMore} className="flex flex-wrap gap-2">
          {others.map((format) => (
            <button
              key={format}
              type="button"
              data-key={`add ${format}`}
              className="chip"
              aria-label={words.add(words.formats[format])}
              onClick={() => {
                const keys = [...around(others, format, 'add'), `up ${format}`];
                move(format, order.length, keys);
              }}
            >
              <Icon path={mdiPlus} size={16} />
              {words.formats[format]}
            </button>
          ))}
        </div>
      )}
    </fieldset>
  );
}
