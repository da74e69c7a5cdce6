import { thumbHashToAverageRGBA } from 'thumbhash';
import type { Asset } from './asset';

/** One file of a shot. */
export interface Version {
  readonly id: string;
  readonly filename: string;
  readonly isRaw: boolean;
  /** In bytes; null where the list of photos does not tell. */
  readonly size: number | null;
  readonly thumbhash: string | null;
}

/** One press of the shutter, with all files that came of it; the first is the one shown. */
export interface Shot {
  /** Stays the same when another version becomes the one shown. */
  readonly key: string;
  readonly filename: string;
  /** The date where it was taken, as YYYY-MM-DD. */
  readonly day: string;
  /** Width divided by height. */
  readonly ratio: number;
  readonly color: string | null;
  readonly isVideo: boolean;
  readonly groupType: string | null;
  readonly versions: readonly [Version, ...Version[]];
}

/** The shots of a list of assets, in its order, each once and with its primary version. */
export function shotsOf(assets: Iterable<Asset>): Shot[] {
  const shots = new Map<string, Shot>();
  for (const asset of assets) {
    const key = asset.groupId ?? asset.id;
    if (asset.isPrimaryVersion !== false && !shots.has(key)) shots.set(key, shotOf(asset, key));
  }
  return [...shots.values()];
}

function shotOf(asset: Asset, key: string): Shot {
  const { id, originalFileName: filename, alternateVersions = [], thumbhash = null } = asset;
  const others = alternateVersions
    .filter((version) => version.id !== id)
    .map(({ id, filename, type, size }) => ({
      id,
      filename,
      isRaw: type === 'raw',
      size,
      thumbhash: null,
    }));
  return {
    key,
    filename,
    day: asset.localDateTime.slice(0, 10),
    ratio: asset.width && asset.height ? asset.width / asset.height : 1,
    color: thumbhash === null ? null : averageColor(thumbhash),
    isVideo: asset.type === 'VIDEO',
    groupType: asset.groupType ?? null,
    versions: [{ id, filename, isRaw: false, size: null, thumbhash }, ...others],
  };
}

function averageColor(thumbhash: string): string {
  const bytes = Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0));
  const { r, g, b } = thumbHashToAverageRGBA(bytes);
  const [red, green, blue] = [r, g, b].map((part) => Math.round(part * 255));
  return `rgb(${red} ${green} ${blue})`;
}
