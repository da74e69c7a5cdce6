/** Where a tile stands in its container, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Anything with a shape: its width divided by its height. */
export interface Tile {
  readonly ratio: number;
}

export interface JustifiedLayout<T extends Tile> {
  readonly placed: readonly { readonly tile: T; readonly box: Box }[];
  readonly height: number;
}

/** Tiles narrower or wider than this are cropped, so that no row degenerates. */
const RATIOS = { least: 0.5, greatest: 4 };

const clamped = ({ ratio }: Tile) => Math.min(Math.max(ratio, RATIOS.least), RATIOS.greatest);

/**
 * Fills rows of the given width with tiles, in their order.
 *
 * A row ends where its height comes nearest to `rowHeight`; only the last one may stay unfilled.
 */
export function justify<T extends Tile>(
  tiles: readonly T[],
  { width, rowHeight, gap }: { width: number; rowHeight: number; gap: number },
): JustifiedLayout<T> {
  const placed: { tile: T; box: Box }[] = [];
  let row: T[] = [];
  let top = 0;
  const heightOf = (row: readonly T[]) =>
    (width - gap * (row.length - 1)) / row.reduce((sum, tile) => sum + clamped(tile), 0);
  const place = (height: number) => {
    let left = 0;
    for (const tile of row) {
      const box = { left, top, width: clamped(tile) * height, height };
      placed.push({ tile, box });
      left += box.width + gap;
    }
    top += height + gap;
    row = [];
  };
  for (const tile of tiles) {
    const without = heightOf(row);
    const withIt = heightOf([...row, tile]);
    if (row.length > 0 && withIt < rowHeight && without - rowHeight < rowHeight - withIt) {
      place(without);
    }
    row.push(tile);
    if (heightOf(row) <= rowHeight) place(heightOf(row));
  }
  if (row.length > 0) place(rowHeight);
  return { placed, height: Math.max(top - gap, 0) };
}
