import { locale } from '@/shared/strings';

/** A number as people read it. */
export const count = (value: number): string => value.toLocaleString(locale);

/** How alike two pictures are, never rounded up to a hundred. */
export function percent(share: number): string {
  const tenths = Math.floor(share * 1000) / 1000;
  return tenths.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
}

/** A moment as people read it; a wall time stays as the camera wrote it. */
export function moment(text: string): string {
  return new Date(text).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' });
}
