import { locale } from './strings';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

const figures = (digits: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const [whole, tenths] = [figures(0), figures(1)];

/** A number of bytes as people read it, such as 24.0 MiB. */
export function fileSize(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  const number = (power === 0 ? whole : tenths).format(bytes / 1024 ** power);
  return [number, UNITS[power]].join(' ');
}

/** The format that a file's name tells, such as CR2; empty without an extension. */
export function fileFormat(filename: string): string {
  return /\.([^.]+)$/.exec(filename)?.[1]?.toUpperCase() ?? '';
}

/** How long a clip of so many milliseconds runs, such as 0:07 or 1:02:33. */
export function clipLength(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, place) => (place === 0 ? part : String(part).padStart(2, '0'))).join(':');
}

const moments = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** A moment in the wall-clock time of where it was, such as May 1, 2026, 12:00 PM. */
export function momentLabel(moment: string): string {
  return moments.format(Date.parse(`${moment.slice(0, 19)}Z`));
}
