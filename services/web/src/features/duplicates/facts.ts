import { clipLength, fileSize } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import type { Copy } from './group';
import { megapixels, moment, percent } from './words';

/** What Immich has read of a file, as much of it as is shown here. */
export interface Details {
  readonly make?: string | null;
  readonly model?: string | null;
  readonly lensModel?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly rating?: number | null;
  readonly description?: string | null;
}

/** One line of the table: what each copy has there, and which of them are better off. */
export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
  readonly better: readonly boolean[];
  readonly differs: boolean;
}

interface Known {
  readonly copy: Copy;
  readonly details: Details;
}

interface Line {
  readonly label: string;
  readonly text: (known: Known) => string;
  /** More is better; without it no value is better than another. */
  readonly rank?: (known: Known) => number;
}

const { facts: words } = strings.duplicates;
const has = (text: string): number => (text === '' ? 0 : 1);
const time = (text: string | null): string => (text === null ? '' : moment(text));
const pixels = ({ width, height }: Copy): number => (width ?? 0) * (height ?? 0);
const camera = ({ make, model }: Details): string =>
  [make, model].filter((word) => typeof word === 'string').join(' ');

function dimensions(copy: Copy): string {
  if (pixels(copy) === 0) return '';
  return words.dimensionsOf(`${copy.width} × ${copy.height}`, megapixels(pixels(copy)));
}

function place({ latitude, longitude }: Details): string {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return '';
  return `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
}

const lines: readonly Line[] = [
  { label: words.name, text: ({ copy }) => copy.filename },
  {
    label: words.folder,
    text: ({ copy }) => copy.path.slice(0, -copy.filename.length) || words.top,
  },
  {
    label: words.size,
    text: ({ copy }) => fileSize(copy.size),
    rank: ({ copy }) => copy.size,
  },
  {
    label: words.dimensions,
    text: ({ copy }) => dimensions(copy),
    rank: ({ copy }) => pixels(copy),
  },
  {
    label: words.length,
    text: ({ copy }) => (copy.duration === null ? '' : clipLength(copy.duration)),
    rank: ({ copy }) => copy.duration ?? 0,
  },
  { label: words.format, text: ({ copy }) => (copy.format ?? copy.type).toUpperCase() },
  {
    label: words.taken,
    text: ({ copy }) => time(copy.takenAt),
    rank: ({ copy }) => has(time(copy.takenAt)),
  },
  { label: words.modified, text: ({ copy }) => time(copy.modifiedAt) },
  {
    label: words.camera,
    text: ({ details }) => camera(details),
    rank: ({ details }) => has(camera(details)),
  },
  { label: words.lens, text: ({ details }) => details.lensModel ?? '' },
  {
    label: words.place,
    text: ({ details }) => place(details),
    rank: ({ details }) => has(place(details)),
  },
  {
    label: words.favourite,
    text: ({ copy }) => (copy.isFavorite ? words.yes : words.no),
    rank: ({ copy }) => Number(copy.isFavorite),
  },
  {
    label: words.rating,
    text: ({ details }) => (details.rating ? words.stars(details.rating) : ''),
    rank: ({ details }) => details.rating ?? 0,
  },
  { label: words.description, text: ({ details }) => details.description ?? '' },
  {
    label: words.whole,
    text: ({ copy }) => (copy.damaged ? words.damaged : words.undamaged),
    rank: ({ copy }) => Number(!copy.damaged),
  },
  { label: words.relation, text: ({ copy }) => words.relations[copy.relation] ?? copy.relation },
  { label: words.alsoAt, text: ({ copy }) => copy.alsoAt.join('\n') },
];

/** With which copy the others are compared. */
function coverOf(copies: readonly Copy[]): Copy | undefined {
  return copies.find((copy) => copy.isCover) ?? copies.find((copy) => copy.similarityScore === 1);
}

/** The lines of a table, with that of how alike the copies are to the one they are compared with. */
function linesFor(copies: readonly Copy[]): readonly Line[] {
  const cover = coverOf(copies);
  if (cover === undefined) return lines;
  const isSame = copies.every(({ similarityScore }) => similarityScore === 1);
  const text = ({ copy }: Known) =>
    copy === cover && !isSame ? words.self : percent(copy.similarityScore);
  return [...lines, { label: words.alike(cover.filename), text }];
}

/** What is known of copies, side by side. */
export function factsOf(copies: readonly Copy[], details: readonly Details[]): Fact[] {
  const known = copies.map((copy, place) => ({ copy, details: details[place] ?? {} }));
  return linesFor(copies).map(({ label, text, rank = () => 0 }) => {
    const values = known.map(text);
    const ranks = known.map(rank);
    const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
    return {
      label,
      values,
      better: ranks.map((one) => one === most && one > least),
      differs: new Set(values).size > 1,
    };
  });
}
