/** Which way a timeline goes, in Immich's words: the newest photos first, or the oldest. */
export type Order = 'asc' | 'desc';

/** What stands newest first, in an order. */
export const inOrder = <T>(items: readonly T[], order: Order): readonly T[] =>
  order === 'desc' ? items : items.toReversed();

/** Whether a moment stands where another one does or behind it, as the timeline goes. */
export const isReached = (order: Order, moment: string, sought: string): boolean =>
  order === 'desc' ? moment <= sought : moment >= sought;

/** The moment with which a date begins, as the timeline goes. */
export const startOf = (order: Order, date: string): string =>
  order === 'desc' ? `${date}T23:59:59.999999` : `${date}T00:00:00`;

/** The moment with which a month begins, as the timeline goes. */
export const startOfMonth = (order: Order, timeBucket: string): string =>
  order === 'desc' ? `${timeBucket.slice(0, 7)}-31T23:59:59` : `${timeBucket}T00:00:00`;
