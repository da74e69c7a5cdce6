import type * as Told from '@/shared/api/schema';
import { monthName } from './days';
import type { Stretch } from './layout';

/** A month of the timeline, as YYYY-MM-01, and how many cards it has. */
export type Month = Told.Month;

/** A month and where it lies in the timeline, in pixels. */
export interface Span {
  readonly month: Month;
  readonly top: number;
  readonly height: number;
}

/** Months one under another. */
export function spansOf(months: readonly Month[], heightOf: (month: Month) => number): Span[] {
  let top = 0;
  return months.map((month) => {
    const height = heightOf(month);
    top += height;
    return { month, top: top - height, height };
  });
}

/** The months that lie in a stretch of the timeline. */
export function spansIn(spans: readonly Span[], stretch: Stretch): Span[] {
  return spans.filter(({ top, height }) => top < stretch.bottom && top + height > stretch.top);
}

/** The month in which a line lies; undefined at the very top. */
export function spanAt(spans: readonly Span[], line: number): Span | undefined {
  return line <= 0 ? undefined : spans.findLast(({ top }) => top <= line);
}

/** A line of the timeline, told so that it can be found again when months have other heights. */
export interface Anchor {
  readonly timeBucket: string;
  /** How far into the month, from 0 to 1. */
  readonly share: number;
  /** How far into the month in pixels, and of how many. */
  readonly into: number;
  readonly height: number;
}

/** What lies at a line; undefined at the very top, which stays the top whatever comes. */
export function anchorAt(spans: readonly Span[], line: number): Anchor | undefined {
  const span = spanAt(spans, line);
  if (span === undefined) return undefined;
  const into = line - span.top;
  const { timeBucket } = span.month;
  return { timeBucket, share: into / Math.max(span.height, 1), into, height: span.height };
}

/** Where the line of an anchor lies now; undefined when its month is gone. */
export function lineOf(spans: readonly Span[], anchor: Anchor): number | undefined {
  const span = spans.find(({ month }) => month.timeBucket === anchor.timeBucket);
  if (span === undefined) return undefined;
  return span.top + (span.height === anchor.height ? anchor.into : anchor.share * span.height);
}

/** The nearest of some lines below or above a line. */
export function nextLine(lines: readonly number[], line: number, step: -1 | 1): number | undefined {
  return step > 0
    ? lines.find((other) => other > line + 1)
    : lines.findLast((other) => other < line - 1);
}

/** The tops of those months that begin a year, as the timeline goes. */
export function yearTops(spans: readonly Span[]): number[] {
  const tops = new Map<string, number>();
  for (const { month, top } of spans) {
    const year = month.timeBucket.slice(0, 4);
    if (!tops.has(year)) tops.set(year, top);
  }
  return [...tops.values()];
}

/** Marks nearer to one another than this share of the whole are left out. */
const APART = 0.035;
/** So few years leave room for their months. */
const FEW_YEARS = 2;

/** What is written at the edge of a timeline, and where: as a share of the whole. */
export interface Mark {
  readonly name: string;
  readonly share: number;
}

/** Where each year begins, and of few years each month; crowded ones are left out. */
export function marksOf(spans: readonly Span[], height: number): Mark[] {
  const begins = new Set(yearTops(spans));
  const isFine = begins.size <= FEW_YEARS;
  const marks: (Mark & { readonly isYear: boolean })[] = [];
  for (const { month, top } of spans) {
    const isYear = begins.has(top);
    if (!isYear && !isFine) continue;
    const share = top / height;
    const before = marks.at(-1);
    if (before !== undefined && share - before.share < APART) {
      if (!isYear || before.isYear) continue;
      marks.pop();
    }
    const { timeBucket } = month;
    marks.push({ name: isYear ? timeBucket.slice(0, 4) : monthName(timeBucket), share, isYear });
  }
  return marks.map(({ name, share }) => ({ name, share }));
}
