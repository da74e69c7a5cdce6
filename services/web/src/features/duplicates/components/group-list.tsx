import { useQueryClient } from '@tanstack/react-query';
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { useElementWidth } from '@/shared/hooks/use-element-width';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { changeSitting, useSitting } from '../api/sitting';
import type { DuplicateGroup } from '../group';
import { between, isPicked, nothingPicked, withPicked, type Picked } from '../picked';
import { GroupRow } from './group-row';

const WIDE = 640;
const HEIGHTS = { wide: 120, narrow: 200 };
const NEAR_END = 10;
const STEPS: Readonly<Partial<Record<string, number>>> = { ArrowDown: 1, ArrowUp: -1 };

/** The row with the focus: its group, and where it was when the focus came to it. */
interface Held {
  readonly id: string | null | undefined;
  readonly index: number;
}

/** The rows that are near the window; the others only take their room. */
export function GroupList(props: {
  groups: readonly DuplicateGroup[];
  params: URLSearchParams;
  picked: Picked;
  onPicked: (picked: Picked) => void;
  onNearEnd: () => void;
}): ReactElement {
  const { groups, params, picked, onNearEnd } = props;
  const anchor = useRef(0);
  const { last } = useSitting();
  const [measure, width] = useElementWidth();
  const [top, setTop] = useState(0);
  const [held, setHeld] = useState<Held>({ id: last, index: -1 });
  const active = placeOf(groups, held);
  const height = width < WIDE ? HEIGHTS.narrow : HEIGHTS.wide;
  const virtual = useWindowVirtualizer({
    count: groups.length,
    estimateSize: () => height,
    overscan: 6,
    scrollMargin: top,
    rangeExtractor: useCallback((range: Range) => withActive(range, active), [active]),
  });
  const rows = virtual.getVirtualItems();
  const total = virtual.getTotalSize();
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, height]);
  useListTop();
  useEffect(() => {
    if ((rows.at(-1)?.index ?? 0) >= groups.length - NEAR_END) onNearEnd();
  });
  const hold = (index: number) => {
    setHeld({ id: groups[index]?.groupId, index });
  };
  const move = (step: number) => {
    const index = Math.min(Math.max(active + step, 0), groups.length - 1);
    hold(index);
    return index;
  };
  /** Picks a row, or lets it go; with a range all rows since the one before. */
  const pick = (index: number, isOn: boolean, isRange: boolean) => {
    const ids = groups.map(({ groupId }) => groupId);
    const from = isRange ? anchor.current : index;
    anchor.current = index;
    props.onPicked(withPicked(picked, between(ids, from, index), isOn));
  };
  const toggle = (isRange: boolean) => {
    const group = groups[active];
    if (group !== undefined) pick(active, isRange || !isPicked(picked, group.groupId), isRange);
  };
  const isAnyPicked = picked.isAll || picked.ids.size > 0;
  useRowKeys({
    move,
    toggle: () => {
      toggle(false);
    },
    none: isAnyPicked
      ? () => {
          props.onPicked(nothingPicked);
        }
      : undefined,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? STEPS[event.key] : undefined;
    const isOnRow = event.target instanceof HTMLAnchorElement;
    if (event.key === ' ' && isOnRow) toggle(event.shiftKey);
    else if (step !== undefined) {
      if (!isAnyPicked) anchor.current = Math.max(active, 0);
      pick(move(step), true, true);
    } else return;
    event.preventDefault(); // else the page would scroll
  };
  const room = useCallback(
    (list: HTMLUListElement) => {
      list.style.height = `${total}px`; // by script: the content policy allows no other
      setTop(list.offsetTop);
      return () => undefined;
    },
    [total],
  );
  return (
    <div ref={measure} onKeyDown={onKeyDown}>
      <ul ref={room} role="list" aria-label={strings.duplicates.list} className="relative">
        {rows.map(({ index, start }) => {
          const group = groups[index];
          return (
            group !== undefined && (
              <GroupRow
                key={group.groupId}
                group={group}
                params={params}
                place={{ index, of: groups.length, top: start - top, height }}
                isActive={index === active}
                isPicked={isPicked(picked, group.groupId)}
                onFocus={() => {
                  if (index !== active) hold(index);
                }}
                onPick={(isOn, isRange) => {
                  pick(index, isOn, isRange);
                }}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}

/** Where the row with the focus is by now, if it is there; what took its place, if it is gone. */
function placeOf(groups: readonly DuplicateGroup[], held: Held): number {
  const found = groups.findIndex(({ groupId }) => groupId === held.id);
  return found < 0 ? Math.min(held.index, groups.length - 1) : found;
}

/** The row with the focus stays, however far one scrolls. */
function withActive(range: Range, active: number): number[] {
  const near = defaultRangeExtractor(range);
  if (active < 0 || active >= range.count) return near;
  return [...new Set([...near, active])].sort((one, other) => one - other);
}

/** The list is where it was when one comes back to it. */
function useListTop(): void {
  const client = useQueryClient();
  const { tab } = usePorts();
  const { listTop } = useSitting();
  const [beginning] = useState(listTop);
  useLayoutEffect(() => {
    if (beginning > 0) window.scrollTo({ top: beginning });
    return () => {
      const top = window.scrollY;
      changeSitting({ client, tab }, () => ({ listTop: top }));
    };
  }, [client, tab, beginning]);
}

function useRowKeys(does: {
  move: (step: number) => void;
  toggle: () => void;
  none: (() => void) | undefined;
}): void {
  const { keysOfList, keys } = strings.duplicates;
  useShortcuts(keysOfList, [
    {
      keys: ['ArrowDown'],
      label: keys.nextRow,
      run: () => {
        does.move(1);
      },
    },
    {
      keys: ['ArrowUp'],
      label: keys.previousRow,
      run: () => {
        does.move(-1);
      },
    },
    { keys: [' '], label: keys.pickRow, run: does.toggle },
    ...(does.none === undefined
      ? []
      : [{ keys: ['Escape'], label: keys.pickNone, run: does.none }]),
  ]);
}
