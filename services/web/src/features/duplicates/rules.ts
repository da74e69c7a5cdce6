import type { Copy, DuplicateGroup } from './group';
import { mayGo, type Parted } from './marks';

/** In what one copy can be better than another. */
export const CRITERIA = [
  'suggested',
  'favourite',
  'resolution',
  'size',
  'format',
  'metadata',
  'place',
  'date',
  'album',
  'path',
] as const;

export type Criterion = (typeof CRITERIA)[number];

/** How copies are chosen for many groups at once. */
export interface Rules {
  /** The weightiest first: each leaves the best, and the next chooses among them. */
  readonly order: readonly Criterion[];
  /** What a path holds that is worth keeping. */
  readonly pattern: string;
  /** Groups that are less alike are left alone. */
  readonly leastAlike: number;
  /** By what share of the larger file sizes must differ; groups where they do not are left alone. */
  readonly leastGap: number;
}

export const usualRules: Rules = {
  order: ['suggested'],
  pattern: '',
  leastAlike: 0.95,
  leastGap: 0,
};

type AssetIds = ReadonlySet<string>;

const NOTHING: AssetIds = new Set();

/** Why a group is left alone. */
export const REASONS = [
  'burst',
  'versions',
  'shot',
  'unlike',
  'sameSize',
  'otherFrame',
  'videos',
  'favourites',
  'kept',
  'damaged',
] as const;

export type SkipReason = (typeof REASONS)[number];

export interface Planned {
  readonly group: DuplicateGroup;
  readonly keeper: Copy;
  readonly parted: Parted;
}

/** What would be done, and what would not. */
export interface Plan {
  readonly items: readonly Planned[];
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly skippedCount: number;
  readonly files: number;
  readonly bytes: number;
}

const FORMATS = ['raw', 'heif', 'tiff', 'jpeg', 'avif', 'jxl', 'png', 'webp', 'gif'];

/** More is better. */
function rank(criterion: Criterion, copy: Copy, { pattern }: Rules, inAlbums: AssetIds): number {
  switch (criterion) {
    case 'suggested':
      return Number(copy.isSuggestedKeeper);
    case 'favourite':
      return Number(copy.isFavorite);
    case 'resolution':
      return (copy.width ?? 0) * (copy.height ?? 0);
    case 'size':
      return copy.size;
    case 'format':
      return FORMATS.includes(copy.type) ? -FORMATS.indexOf(copy.type) : -FORMATS.length;
    case 'metadata':
      return Number(copy.takenAt !== null);
    case 'place':
      return Number(copy.hasGps);
    case 'date':
      return -Date.parse(copy.takenAt ?? copy.modifiedAt ?? '9999-12-31');
    case 'album':
      return Number(inAlbums.has(copy.assetId));
    case 'path':
      return Number(copy.path.toLowerCase().includes(pattern.toLowerCase()));
  }
}

/** The copy that rules keep; where they find several alike, the suggested one, or the first. */
export function keeperOf(group: DuplicateGroup, rules: Rules, inAlbums: AssetIds): Copy {
  const order: readonly Criterion[] = [...rules.order, 'suggested'];
  const lead = (one: Copy, other: Copy): number =>
    order
      .map((by) => rank(by, one, rules, inAlbums) - rank(by, other, rules, inAlbums))
      .find((difference) => difference !== 0) ?? 0;
  return group.members.reduce((best, copy) => (lead(copy, best) > 0 ? copy : best));
}

/** By what share of the larger file two sizes differ. */
const gapOf = ({ size: one }: Copy, { size: other }: Copy): number =>
  Math.abs(one - other) / Math.max(one, other, 1);

function whyNot(group: DuplicateGroup, keeper: Copy, rules: Rules): SkipReason | undefined {
  const going = group.members.filter((copy) => copy !== keeper);
  if (group.burst) return 'burst';
  if (!group.members.every(mayGo)) return 'versions';
  if (!keeper.inShot && going.some((copy) => copy.inShot)) return 'shot';
  if (group.similarity < rules.leastAlike) return 'unlike';
  if (going.some((copy) => gapOf(copy, keeper) < rules.leastGap)) return 'sameSize';
  if (group.members.some((copy) => copy.relation !== 'same')) return 'otherFrame';
  if (group.members.some((copy) => copy.type === 'video')) return 'videos';
  if (going.some((copy) => copy.isFavorite)) return 'favourites';
  if (going.some((copy) => copy.isKept)) return 'kept';
  if (keeper.damaged) return 'damaged';
  return undefined;
}

/** What rules would do with groups; `inAlbums` are the assets that are in any album. */
export function planOf(
  groups: readonly DuplicateGroup[],
  rules: Rules,
  inAlbums: AssetIds = NOTHING,
): Plan {
  const items: Planned[] = [];
  const skipped: Partial<Record<SkipReason, number>> = {};
  for (const group of groups) {
    const keeper = keeperOf(group, rules, inAlbums);
    const why = whyNot(group, keeper, rules);
    if (why === undefined) items.push(planned(group, keeper));
    else skipped[why] = (skipped[why] ?? 0) + 1;
  }
  return {
    items,
    skipped,
    skippedCount: groups.length - items.length,
    files: items.reduce((sum, { parted }) => sum + parted.remove.length, 0),
    bytes: items.reduce((sum, { parted }) => sum + parted.bytes, 0),
  };
}

function planned(group: DuplicateGroup, keeper: Copy): Planned {
  const going = group.members.filter((copy) => copy !== keeper);
  return {
    group,
    keeper,
    parted: {
      keep: [keeper.assetId],
      remove: going.map((copy) => copy.assetId),
      bytes: going.reduce((sum, copy) => sum + copy.size, 0),
    },
  };
}

/** The order with a criterion added or taken out, or moved one place. */
export function reordered(
  order: readonly Criterion[],
  criterion: Criterion,
  how: 'toggle' | 'up' | 'down',
): readonly Criterion[] {
  const place = order.indexOf(criterion);
  const others = order.filter((one) => one !== criterion);
  if (how === 'toggle') return place < 0 ? [...order, criterion] : others;
  return others.toSpliced(Math.max(place + (how === 'up' ? -1 : 1), 0), 0, criterion);
}
