import { locale } from '@/shared/strings';

// Made once: making one takes a hundred times as long as asking it.
const numbers = new Intl.NumberFormat(locale);
const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });

/** A number as people read it. */
export const count = (value: number): string => numbers.format(value);

/** So many pixels, in millions. */
export const megapixels = (pixels: number): string => tenths.format(pixels / 1e6);

/** How alike two pictures are, never rounded up to a hundred. */
export function percent(share: number): string {
  return shares.format(Math.floor(share * 1000) / 1000);
}

/** A moment as people read it; a wall time stays as the camera wrote it. */
export function moment(text: string): string {
  return moments.format(new Date(text));
}
