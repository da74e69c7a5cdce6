import type { Card } from './card';
import type { Day } from './days';
import { justify, type Box } from './justify';
import { isReached, type Order } from './order';

/** A card and where it stands in its day, under the heading. */
export interface Placed {
  readonly card: Card;
  readonly box: Box;
}

/** The cards of a date and where they stand in their block. */
export interface PlacedDay {
  readonly date: string;
  readonly title: string | undefined;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** With its heading. */
  readonly height: number;
  readonly heading: number;
  readonly placed: readonly Placed[];
}

/** Days one under another, and small ones side by side. */
export interface Block {
  readonly days: readonly PlacedDay[];
  readonly height: number;
}

const GAP = 2;
const DAY_GAP = 12;
const PHONE_WIDTH = 767;
/** The room in pixels that a date takes above its cards. */
const DATE_WIDTH = 140;

/** The sizes in pixels of a grid of the given width. */
function sizesFor(width: number): { readonly row: number; readonly heading: number } {
  return width > PHONE_WIDTH ? { row: 235, heading: 48 } : { row: 100, heading: 32 };
}

/** How much of the width is taken by cards: all of it where there is more than one row. */
function widthOf(placed: readonly { readonly box: Box }[], width: number): number {
  const ends = placed.map(({ box }) => box.left + box.width);
  return Math.min(
    ends.reduce((most, end) => Math.max(most, end), DATE_WIDTH),
    width,
  );
}

/**
 * Days in full rows under headings.
 *
 * A day stands beside the one before it as long as there is room; then both have one row. What has
 * a title of its own takes the whole width.
 */
export function layOut(days: readonly Day[], width: number): Block {
  const { row, heading } = sizesFor(width);
  let top = 0;
  let bottom = 0;
  let taken = 0;
  const placedDays = days.map(({ date, title, cards }) => {
    const { placed, height: rows } = justify(cards, { width, rowHeight: row, gap: GAP });
    const own = title === undefined ? widthOf(placed, width) : width;
    const isBeside = taken + own <= width;
    const left = isBeside ? taken : 0;
    if (!isBeside) top = bottom;
    taken = left + own + DAY_GAP;
    const height = heading + rows + DAY_GAP;
    bottom = top + height;
    const boxes = placed.map(({ tile, box }) => ({ card: tile, box }));
    return { date, title, left, top, width: own, height, heading, placed: boxes };
  });
  return { days: placedDays, height: bottom };
}

const USUAL_RATIO = 1.4;
const USUAL_DAY = 8;

/** About how high a number of cards will be whose shapes and dates nobody knows yet. */
export function estimatedHeight(count: number, width: number): number {
  const { row, heading } = sizesFor(width);
  const days = Math.ceil(count / USUAL_DAY);
  const rows = Math.max(days, Math.ceil((count * row * USUAL_RATIO) / width));
  return rows * (row + GAP) + days * (heading + DAY_GAP);
}

/** A stretch of a block, in pixels from its top. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

const touches = (stretch: Stretch, top: number, height: number): boolean =>
  top < stretch.bottom && top + height > stretch.top;

/** The days that lie in a stretch of a block, each with those of its cards that do. */
export function within(block: Block, stretch: Stretch): PlacedDay[] {
  return block.days
    .filter((day) => touches(stretch, day.top, day.height))
    .map((day) => {
      const top = day.top + day.heading;
      const placed = day.placed.filter(({ box }) => touches(stretch, top + box.top, box.height));
      return { ...day, placed };
    });
}

/** How far below the top of a block the first card stands at which a moment is reached. */
export function topOf(block: Block, moment: string, order: Order): number {
  for (const day of block.days) {
    const found = day.placed.find(({ card }) => isReached(order, card.localDateTime, moment));
    if (found !== undefined) return day.top + found.box.top;
  }
  return 0;
}

/** The first card that begins below a line; undefined below the last row. */
export function cardAt(block: Block, line: number): Card | undefined {
  for (const day of block.days) {
    const found = day.placed.find(({ box }) => day.top + box.top >= line);
    if (found !== undefined) return found.card;
  }
  return undefined;
}

/** A card and where it stands, in pixels from the top of the whole grid. */
export interface Spot {
  readonly card: Card;
  readonly top: number;
  readonly bottom: number;
  readonly middle: number;
}

/** The spots of all cards of a block that begins at an offset. */
export function spotsOf(block: Block, offset: number): Spot[] {
  return block.days.flatMap((day) =>
    day.placed.map(({ card, box }) => {
      const top = offset + day.top + day.heading + box.top;
      const middle = day.left + box.left + box.width / 2;
      return { card, top, bottom: top + box.height, middle };
    }),
  );
}

/** The spot in the row above or under another one, nearest to it; undefined at the edge. */
export function besides(spots: readonly Spot[], from: Spot, step: -1 | 1): Spot | undefined {
  const beyond = spots.filter(({ top }) => (step > 0 ? top > from.top : top < from.top));
  const row = beyond.at(step > 0 ? 0 : -1)?.top;
  const away = (spot: Spot) => Math.abs(spot.middle - from.middle);
  return beyond
    .filter(({ top }) => top === row)
    .toSorted((one, other) => away(one) - away(other))
    .at(0);
}
