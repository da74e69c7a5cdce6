import { useCallback, useMemo } from 'react';
import type { Shortcut } from '@/shared/keys/keymap';
import type { Card } from './card';
import type { Spot } from './layout';
import { useGridKeys, type Find } from './use-grid-keys';
import type { CardsBetween, Selection } from './use-selection';
import { lineOfWindow } from './use-visible';

/** What the cards of a grid have in common. */
export interface Grid {
  /** The card that the keys are at; it alone is a tab stop. */
  readonly active: string;
  readonly selected: ReadonlyMap<string, Card>;
  readonly onOpen: (card: Card) => void;
  /** Selects a card, or no longer; with `range` all since the one before. */
  readonly onSelect: (card: Card, range: boolean) => void;
  readonly onFocus: (card: Card) => void;
}

/** What every grid of cards gives its cards, and the keys that walk through them. */
export function useGrid(options: {
  readonly element: HTMLElement;
  readonly spots: () => readonly Spot[];
  /** Scrolls so that a line of the element comes to the top of the window. */
  readonly scrollTo: (line: number) => void;
  readonly selection: Selection;
  readonly between: CardsBetween;
  readonly onOpen: (card: Card) => void;
}): {
  readonly grid: Grid;
  readonly shortcuts: readonly Shortcut[];
  readonly leadTo: (find: Find) => void;
} {
  const { element, spots, scrollTo, selection, between, onOpen } = options;
  const { selected, toggle } = selection;
  const onSelect = useCallback(
    (card: Card, range: boolean) => {
      toggle(card, range ? between : undefined);
    },
    [toggle, between],
  );
  const { active, setActive, leadTo, shortcuts } = useGridKeys(element, spots, scrollTo, {
    onOpen,
    onSelect,
  });
  const grid = useMemo(() => {
    const onFocus = (card: Card) => {
      scrollTo(lineOfWindow(element)); // the browser has scrolled to what it focuses
      setActive(card.cardId);
    };
    return { active, selected, onOpen, onSelect, onFocus };
  }, [active, selected, element, onOpen, onSelect, scrollTo, setActive]);
  return { grid, shortcuts, leadTo };
}
