/** How a picture is seen: how many times as large, and moved from the middle by how many pixels. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A point of the stage in pixels from its middle, or the size of half of it. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };

const GREATEST = 10;

const clamp = (value: number, most: number): number => Math.min(Math.max(value, -most), most);

/** Moves the picture, no further than to its edge. */
export function moved(zoom: Zoom, by: Point, half: Point): Zoom {
  const spare = zoom.scale - 1;
  return {
    scale: zoom.scale,
    x: clamp(zoom.x + by.x, half.x * spare),
    y: clamp(zoom.y + by.y, half.y * spare),
  };
}

/** Makes the picture larger or smaller around a point that stays where it is. */
export function zoomed(zoom: Zoom, factor: number, around: Point, half: Point): Zoom {
  const scale = Math.min(Math.max(zoom.scale * factor, 1), GREATEST);
  const ratio = scale / zoom.scale;
  const by = { x: (around.x - zoom.x) * (1 - ratio), y: (around.y - zoom.y) * (1 - ratio) };
  return moved({ ...zoom, scale }, by, half);
}

export const distance = (one: Point, other: Point): number =>
  Math.hypot(one.x - other.x, one.y - other.y);

export const middle = (one: Point, other: Point): Point => ({
  x: (one.x + other.x) / 2,
  y: (one.y + other.y) / 2,
});
