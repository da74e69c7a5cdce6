import { locale, strings } from '@/shared/strings';
import { dayOf, type Card } from './card';

/** The cards of one date. */
export interface Day {
  /** As YYYY-MM-DD. */
  readonly date: string;
  /** What stands over them instead of the date; then they stand by themselves. */
  readonly title?: string;
  readonly cards: readonly Card[];
}

/** The cards by date, dates and cards in the order given. */
export function daysOf(cards: readonly Card[]): Day[] {
  return [...Map.groupBy(cards, dayOf)].map(([date, cards]) => ({ date, cards }));
}

const DAY_MS = 86_400_000;
const DAY = { timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric' } as const;
const dayOfThisYear = new Intl.DateTimeFormat(locale, DAY);
const dayOfAnyYear = new Intl.DateTimeFormat(locale, { ...DAY, year: 'numeric' });

/** How a person says the date, seen from `now` in the browser's time zone. */
export function dayLabel(date: string, now: Date): string {
  const then = Date.parse(date);
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const daysAgo = (today - then) / DAY_MS;
  if (daysAgo === 0) return strings.shots.today;
  if (daysAgo === 1) return strings.shots.yesterday;
  const thisYear = now.getFullYear() === new Date(then).getUTCFullYear();
  return (thisYear ? dayOfThisYear : dayOfAnyYear).format(then);
}

const months = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });

const shortMonths = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' });

/** The month of a date where there is little room, such as May or Sep. */
export const monthName = (date: string): string => shortMonths.format(Date.parse(date));

/** How a person says the month of a date, such as May 2026. */
export const monthLabel = (date: string): string => months.format(Date.parse(date));
