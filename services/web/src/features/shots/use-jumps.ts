import type { Shortcut } from '@/shared/keys/keymap';
import { strings } from '@/shared/strings';
import { monthOf } from './card';
import { nextLine, yearTops, type Span } from './months';
import { HEADER } from './use-anchoring';
import type { Find } from './use-grid-keys';
import type { TimelineState } from './use-timeline';
import { lineOfWindow } from './use-visible';

/** Finds the first card of the month in which a line lies, at the line or below it. */
function findAt(spans: readonly Span[], line: number): Find {
  const span = spans.findLast(({ top }) => top <= line);
  const isBegin = span?.top === line; // and stays it, whatever height months above it take
  return (spots) =>
    spots.find(
      ({ card, top }) =>
        monthOf(card.localDateTime) === span?.month.timeBucket && (isBegin || top >= line),
    );
}

/**
 * Keys that jump to the next day, month or year, and with Shift to the one before.
 *
 * The first card there is where the keys are then.
 */
export function useJumps(
  element: HTMLElement,
  { spans, near }: TimelineState,
  goToLine: (line: number) => void,
  leadTo: (find: Find) => void,
): readonly Shortcut[] {
  const months = () => spans.map(({ top }) => top);
  const days = () => {
    const there = near.flatMap(({ span, block }) =>
      block === undefined ? [] : block.days.map((day) => span.top + day.top),
    );
    return [...new Set([...months(), ...there])].toSorted((one, other) => one - other);
  };
  const jump = (lines: () => readonly number[], step: -1 | 1) => () => {
    const line = nextLine(lines(), Math.max(lineOfWindow(element) + HEADER, 0), step);
    if (line === undefined) return;
    goToLine(line);
    leadTo(findAt(spans, line));
  };
  const pair = (letter: string, words: readonly [string, string], lines: () => number[]) => [
    { keys: [letter], label: words[0], run: jump(lines, 1) },
    { keys: [`Shift+${letter.toUpperCase()}`], label: words[1], run: jump(lines, -1) },
  ];
  const words = strings.shots.keys;
  return [
    ...pair('d', words.day, days),
    ...pair('m', words.month, months),
    ...pair('y', words.year, () => yearTops(spans)),
  ];
}
