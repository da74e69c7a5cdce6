import { useCallback, useMemo, useRef, useState } from 'react';
import type { Card } from './card';

/** All cards from one to another, in the order in which they are shown. */
export type CardsBetween = (one: Card, other: Card) => Promise<readonly Card[]>;

/** The cards that somebody has picked out. */
export interface Selection {
  readonly selected: ReadonlyMap<string, Card>;
  /** Puts a card in or takes it out; with `between`, puts in all since the one before. */
  readonly toggle: (card: Card, between?: CardsBetween) => void;
  readonly clear: () => void;
}

/** Picks cards out, one by one or many in a row. */
export function useSelection(): Selection {
  const [selected, setSelected] = useState<ReadonlyMap<string, Card>>(new Map());
  const last = useRef<Card | undefined>(undefined);
  const add = useCallback((cards: readonly Card[]) => {
    setSelected((old) => new Map([...old, ...cards.map((card) => [card.cardId, card] as const)]));
  }, []);
  const toggle = useCallback(
    (card: Card, between?: CardsBetween) => {
      const before = last.current;
      last.current = card;
      if (between !== undefined && before !== undefined) {
        between(before, card).then(add, () => {
          add([card]);
        });
        return;
      }
      setSelected((old) => {
        const now = new Map(old);
        if (!now.delete(card.cardId)) now.set(card.cardId, card);
        return now;
      });
    },
    [add],
  );
  const clear = useCallback(() => {
    last.current = undefined;
    setSelected(new Map());
  }, []);
  return useMemo(() => ({ selected, toggle, clear }), [selected, toggle, clear]);
}

/** The stretch of a list from one card to another, whichever stands first. */
export function stretchOf(cards: readonly Card[], one: Card, other: Card): readonly Card[] {
  const place = (wanted: Card) => cards.findIndex(({ cardId }) => cardId === wanted.cardId);
  const [first, last] = [place(one), place(other)].toSorted((a, b) => a - b) as [number, number];
  return first < 0 ? [other] : cards.slice(first, last + 1);
}
