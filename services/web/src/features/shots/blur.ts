/** A small picture: rows from the top, three bytes (red, green, blue) a pixel. */
export interface Blur {
  readonly width: number;
  readonly height: number;
  readonly pixels: ArrayLike<number>;
}

/** Pixels on the longer side: just enough for the finest of the seven waves of a hash. */
const EDGE = 8;
const WAVES = 7;
const COLOUR_WAVES = 3;
const COLOUR_BOOST = 1.25; // what a hash rounds away is given back

/** What stands at a place; 0 behind the end, where a hash was cut short. */
export const at = (numbers: ArrayLike<number>, place: number): number => numbers[place] ?? 0;

/** A cosine of so many half waves over a side of so many pixels. */
function wave(halves: number, pixels: number): Float64Array {
  return Float64Array.from({ length: pixels }, (_, pixel) =>
    Math.cos((Math.PI / pixels) * (pixel + 0.5) * halves),
  );
}

const waves = new Map<number, readonly Float64Array[]>();

/** All waves over a side, which only has a few lengths. */
function wavesOver(pixels: number): readonly Float64Array[] {
  const known = waves.get(pixels);
  if (known !== undefined) return known;
  const made = Array.from({ length: WAVES }, (_, halves) => wave(halves, pixels));
  waves.set(pixels, made);
  return made;
}

/** Adds the waves of a channel, as strong as told, to its mean. */
function channel(
  { width, height }: Pick<Blur, 'width' | 'height'>,
  mean: number,
  [across, down]: readonly [number, number],
  strength: () => number,
): Float64Array {
  const values = new Float64Array(width * height).fill(mean);
  const columns = wavesOver(width).slice(0, across);
  const rows = wavesOver(height).slice(0, down);
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      if (x + y === 0 || x * down >= across * (down - y)) continue;
      const twice = 2 * strength();
      let pixel = 0;
      for (const high of row) {
        for (const wide of column) {
          values[pixel] = at(values, pixel) + twice * high * wide;
          pixel += 1;
        }
      }
    }
  }
  return values;
}

/**
 * The picture that a ThumbHash without transparency stands for: means and cosine waves of its
 * brightness and of two colour differences, packed into bits.
 */
export function blurOf(hash: Uint8Array): Blur {
  const means = at(hash, 0) | (at(hash, 1) << 8) | (at(hash, 2) << 16);
  const rest = at(hash, 3) | (at(hash, 4) << 8);
  const isWide = rest >> 15 === 1;
  const shorter = Math.max(1, rest & 7);
  const side = Math.max(1, Math.round((EDGE * shorter) / WAVES));
  const size = isWide ? { width: EDGE, height: side } : { width: side, height: EDGE };
  const fewer = Math.max(COLOUR_WAVES, shorter);
  let place = 10; // the half bytes behind the two headers
  const strengths = (scale: number) => () => {
    const half = (at(hash, place >> 1) >> ((place & 1) << 2)) & 15;
    place += 1;
    return (half / 7.5 - 1) * scale;
  };
  const colours = [COLOUR_WAVES, COLOUR_WAVES] as const;
  const light = channel(
    size,
    (means & 63) / 63,
    isWide ? [WAVES, fewer] : [fewer, WAVES],
    strengths(((means >> 18) & 31) / 31),
  );
  const yellow = channel(
    size,
    ((means >> 6) & 63) / 31.5 - 1,
    colours,
    strengths((((rest >> 3) & 63) / 63) * COLOUR_BOOST),
  );
  const red = channel(
    size,
    ((means >> 12) & 63) / 31.5 - 1,
    colours,
    strengths((((rest >> 9) & 63) / 63) * COLOUR_BOOST),
  );
  const pixels = new Uint8ClampedArray(light.length * 3);
  for (let pixel = 0; pixel < light.length; pixel += 1) {
    const b = at(light, pixel) - (2 / 3) * at(yellow, pixel);
    const r = (3 * at(light, pixel) - b + at(red, pixel)) / 2;
    pixels[pixel * 3] = r * 255;
    pixels[pixel * 3 + 1] = (r - at(red, pixel)) * 255;
    pixels[pixel * 3 + 2] = b * 255;
  }
  return { ...size, pixels };
}
