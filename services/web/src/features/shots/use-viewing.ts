import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import type { Card } from './card';

const OVER_GRID = { isOverGrid: true };

/** How a grid opens photos over itself, and comes back; the address says which one is open. */
export interface Viewing {
  readonly onOpen: (card: Card) => void;
  /** Another photo, or another version, in place of the one that is open. */
  readonly onShow: (assetId: string, moment: string) => void;
  readonly onClose: (moment: string) => void;
  /** The moment of the photo that was open last. */
  readonly reveal: string;
}

function isOverGrid(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isOverGrid' in state;
}

/** Gives the ways between a grid and its viewer; `pathOf` must not change. */
export function useViewing(pathOf: (assetId?: string) => string): Viewing {
  const [, navigate] = useLocation();
  const [reveal, setReveal] = useState('');
  const to = useCallback(
    (assetId: string | undefined, moment: string) => {
      const query = new URLSearchParams(window.location.search);
      query.set('at', moment);
      return `${pathOf(assetId)}?${query}`;
    },
    [pathOf],
  );
  const onOpen = useCallback(
    (card: Card) => {
      setReveal('');
      navigate(to(card.id, card.localDateTime), { state: OVER_GRID });
    },
    [navigate, to],
  );
  const onShow = useCallback(
    (assetId: string, moment: string) => {
      navigate(to(assetId, moment), { replace: true, state: window.history.state as unknown });
    },
    [navigate, to],
  );
  const onClose = useCallback(
    (moment: string) => {
      setReveal(moment);
      if (isOverGrid(window.history.state)) window.history.back();
      else navigate(to(undefined, moment), { replace: true });
    },
    [navigate, to],
  );
  return { onOpen, onShow, onClose, reveal };
}
