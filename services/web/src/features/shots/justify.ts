/** Where a tile stands in its container, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface JustifiedLayout {
  readonly boxes: readonly Box[];
  readonly height: number;
}

/** Tiles narrower or wider than this are cropped, so that no row degenerates. */
const RATIOS = { least: 0.5, greatest: 4 };

/**
 * Fills rows of the given width with tiles of the given ratios.
 *
 * A row ends where its height comes nearest to `rowHeight`; only the last one may stay unfilled.
 */
export function justify(
  ratios: readonly number[],
  { width, rowHeight, gap }: { width: number; rowHeight: number; gap: number },
): JustifiedLayout {
  const boxes: Box[] = [];
  let row: number[] = [];
  let top = 0;
  const heightOf = (row: readonly number[]) =>
    (width - gap * (row.length - 1)) / row.reduce((sum, ratio) => sum + ratio, 0);
  const place = (height: number) => {
    let left = 0;
    for (const ratio of row) {
      boxes.push({ left, top, width: ratio * height, height });
      left += ratio * height + gap;
    }
    top += height + gap;
    row = [];
  };
  for (const anyRatio of ratios) {
    const ratio = Math.min(Math.max(anyRatio, RATIOS.least), RATIOS.greatest);
    const without = heightOf(row);
    const withIt = heightOf([...row, ratio]);
    if (row.length > 0 && withIt < rowHeight && without - rowHeight < rowHeight - withIt) {
      place(without);
    }
    row.push(ratio);
    if (heightOf(row) <= rowHeight) place(heightOf(row));
  }
  if (row.length > 0) place(rowHeight);
  return { boxes, height: Math.max(top - gap, 0) };
}
