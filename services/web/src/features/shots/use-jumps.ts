import type { Shortcut } from '@/shared/keys/keymap';
import { strings } from '@/shared/strings';
import { nextLine, yearTops } from './months';
import { HEADER } from './use-anchoring';
import type { TimelineState } from './use-timeline';
import { lineOfWindow } from './use-visible';

/** Keys that jump to the next day, month or year, and with Shift to the one before. */
export function useJumps(
  element: HTMLElement,
  { spans, near }: TimelineState,
  goToLine: (line: number) => void,
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
    if (line !== undefined) goToLine(line);
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
