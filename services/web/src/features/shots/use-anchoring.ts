import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { monthOf } from './card';
import { cardAt, topOf } from './layout';
import { anchorAt, lineOf, spanAt, type Anchor } from './months';
import { isReached, startOfMonth } from './order';
import type { TimelineState } from './use-timeline';
import { lineOfWindow, scrollToLine } from './use-visible';

/** How much of the window's top the page's header covers, in pixels. */
export const HEADER = 56;
const SETTLED_MS = 300;

/** The moment of the first card that begins below a line; empty at the top. */
function momentAt({ order, spans, near }: TimelineState, line: number): string {
  const span = spanAt(spans, line);
  if (span === undefined) return '';
  const cards = near.map(({ span, block }) =>
    block === undefined ? undefined : cardAt(block, line - span.top),
  );
  const card = cards.find((card) => card !== undefined);
  return card?.localDateTime ?? startOfMonth(order, span.month.timeBucket);
}

interface Sought {
  readonly line: number;
  /** Whether its month is there, so that the line is no estimate. */
  readonly isSure: boolean;
}

/** Where a moment lies, as far as is known: one place, or none in an empty timeline. */
function lineOfMoment({ order, spans, near }: TimelineState, moment: string): Sought[] {
  const month = monthOf(moment);
  const beyond = spans.filter((span) => isReached(order, span.month.timeBucket, month));
  return [...beyond, ...spans.slice(-1)].slice(0, 1).map((span) => {
    const there = near.find((one) => one.span === span);
    if (there?.block !== undefined) {
      return { line: span.top + topOf(there.block, moment, order), isSure: true };
    }
    return { line: span.top, isSure: there !== undefined && there.error !== null };
  });
}

export interface Anchoring {
  /** Scrolls at once, and holds that line from now on. */
  readonly scrollTo: (line: number) => void;
  readonly goToLine: (line: number) => void;
  readonly goToMoment: (moment: string) => void;
}

/**
 * Keeps what is read in its place while months take their true heights, opens the timeline at a
 * moment, and tells the moment at which scrolling has come to rest.
 */
export function useAnchoring(
  element: HTMLElement,
  state: TimelineState,
  at: string,
  onRest: (moment: string) => void,
): Anchoring {
  const anchor = useRef<Anchor | undefined>(undefined);
  const pending = useRef(at);
  const latest = useRef({ state, onRest });
  /** Scrolls; what is rendered before the browser tells of it must not lead back. */
  const scrollTo = useCallback(
    (line: number) => {
      scrollToLine(element, line);
      anchor.current = anchorAt(latest.current.state.spans, lineOfWindow(element));
    },
    [element],
  );
  useLayoutEffect(() => {
    latest.current = { state, onRest };
    const lines = pending.current === '' ? held(state, anchor.current) : seek(state, pending);
    for (const line of lines) {
      if (Math.abs(line - lineOfWindow(element)) >= 1) scrollTo(line);
    }
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      anchor.current = anchorAt(latest.current.state.spans, lineOfWindow(element));
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (pending.current !== '') return;
        latest.current.onRest(momentAt(latest.current.state, lineOfWindow(element) + HEADER));
      }, SETTLED_MS);
    };
    const letGo = () => {
      pending.current = '';
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('wheel', letGo, { passive: true });
    window.addEventListener('touchmove', letGo, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('wheel', letGo);
      window.removeEventListener('touchmove', letGo);
    };
  }, [element]);
  const goToLine = useCallback(
    (line: number) => {
      pending.current = '';
      scrollTo(line - HEADER);
    },
    [scrollTo],
  );
  const goToMoment = useCallback(
    (moment: string) => {
      pending.current = moment;
      for (const line of seek(latest.current.state, pending)) scrollTo(line);
    },
    [scrollTo],
  );
  return { scrollTo, goToLine, goToMoment };
}

function held({ spans }: TimelineState, anchor: Anchor | undefined): number[] {
  const line = anchor === undefined ? undefined : lineOf(spans, anchor);
  return line === undefined ? [] : [line];
}

function seek(state: TimelineState, pending: { current: string }): number[] {
  return lineOfMoment(state, pending.current).map(({ line, isSure }) => {
    if (isSure) pending.current = '';
    return line - HEADER;
  });
}
