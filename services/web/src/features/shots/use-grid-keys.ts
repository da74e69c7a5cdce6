import { useEffect, useRef, useState } from 'react';
import type { Shortcut } from '@/shared/keys/keymap';
import { strings } from '@/shared/strings';
import type { Card } from './card';
import { besides, type Spot } from './layout';
import { HEADER } from './use-anchoring';
import { lineOfWindow } from './use-visible';

const HEADING = 48;
const words = strings.shots.keys;

type Next = (spots: readonly Spot[], from: Spot) => Spot | undefined;

const by =
  (step: number): Next =>
  (spots, from) => {
    const place = spots.indexOf(from) + step;
    return place < 0 ? undefined : spots[place];
  };

const WAYS: readonly { readonly key: string; readonly label: string; readonly next: Next }[] = [
  { key: 'ArrowLeft', label: words.previous, next: by(-1) },
  { key: 'ArrowRight', label: words.next, next: by(1) },
  { key: 'ArrowUp', label: words.up, next: (spots, from) => besides(spots, from, -1) },
  { key: 'ArrowDown', label: words.down, next: (spots, from) => besides(spots, from, 1) },
];

interface Doing {
  readonly onOpen: (card: Card) => void;
  readonly onSelect: (card: Card, range: boolean) => void;
}

/** Finds a spot among those that are near; undefined as long as it is not there. */
export type Find = (spots: readonly Spot[]) => Spot | undefined;

export interface GridKeys {
  /** The card that the keys are at. */
  readonly active: string;
  readonly setActive: (cardId: string) => void;
  /** Has the keys be at a card, as soon as it is there, and until then at none. */
  readonly leadTo: (find: Find) => void;
  readonly shortcuts: readonly Shortcut[];
}

/** The line to scroll to, as near as brings a spot into the window, clear of headers. */
function lineFor({ top, bottom }: Spot, line: number): number {
  const first = top - HEADER - HEADING;
  const last = bottom - window.innerHeight;
  return first < line ? first : Math.max(last, line);
}

/** Arrows walk from card to card, also to those that are not rendered yet. */
export function useGridKeys(
  element: HTMLElement,
  spotsNow: () => readonly Spot[],
  scrollTo: (line: number) => void,
  { onOpen, onSelect }: Doing,
): GridKeys {
  const [active, setActive] = useState('');
  const wanted = useRef('');
  const sought = useRef<Find | undefined>(undefined);
  useEffect(() => {
    const landed = sought.current?.(spotsNow());
    if (landed !== undefined) {
      sought.current = undefined;
      wanted.current = landed.card.cardId;
    }
    const found = element.querySelector<HTMLElement>(`[data-card="${wanted.current}"]`);
    if (wanted.current === '' || found === null) return;
    wanted.current = '';
    found.focus({ preventScroll: true });
  });
  /** The active spot if it is near, else the first one in the window. */
  const here = (spots: readonly Spot[], line: number) =>
    spots.find(({ card }) => card.cardId === active) ??
    spots.find(({ top }) => top >= line + HEADER);
  const go = (next: Next) => {
    const spots = spotsNow();
    const from = here(spots, lineOfWindow(element));
    const to = from?.card.cardId === active ? next(spots, from) : from;
    if (to === undefined) return;
    sought.current = undefined;
    wanted.current = to.card.cardId;
    setActive(to.card.cardId);
    const line = lineOfWindow(element);
    const wantedLine = lineFor(to, line);
    if (wantedLine !== line) scrollTo(wantedLine);
  };
  const withActive = (act: (card: Card) => void) => () => {
    const spot = spotsNow().find(({ card }) => card.cardId === active);
    if (spot !== undefined) act(spot.card);
  };
  return {
    active,
    setActive,
    leadTo: (find) => {
      const found = find(spotsNow())?.card.cardId ?? '';
      sought.current = found === '' ? find : undefined;
      wanted.current = found;
      setActive(found);
    },
    shortcuts: [
      ...WAYS.map(({ key, label, next }) => ({
        keys: [key],
        label,
        run: () => {
          go(next);
        },
      })),
      { keys: ['Enter'], label: words.open, run: withActive(onOpen) },
      {
        keys: ['x', ' '],
        label: words.select,
        run: withActive((card) => {
          onSelect(card, false);
        }),
      },
      {
        keys: ['Shift+X'],
        label: words.range,
        run: withActive((card) => {
          onSelect(card, true);
        }),
      },
    ],
  };
}
