import { thumbHashToAverageRGBA, thumbHashToRGBA } from 'thumbhash';
import { expect, test } from 'vitest';
import { at, blurOf } from './blur';

const WIDE = '1fgFDIBQx0x9pbaBZnZAh6Or/Q==';
const TALL = '1fgFDABQx0x9pbaBZnZAh6Or/Q==';
const bytesOf = (hash: string) => Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0));

/** The mean of a colour over some pixels, of which each has so many bytes. */
function mean(pixels: ArrayLike<number>, bytes: number, colour: number): number {
  const ofColour = Array.from(pixels).filter((_, place) => place % bytes === colour);
  return ofColour.reduce((sum, value) => sum + value, 0) / ofColour.length;
}

test.each([
  ['wide', WIDE, 8, 5],
  ['tall', TALL, 5, 8],
])('a %s picture keeps its shape', (_, hash, width, height) => {
  expect(blurOf(bytesOf(hash))).toMatchObject({ width, height });
});

test.each([WIDE, TALL])('the picture has the colours that the hash was made of', (hash) => {
  const { pixels } = blurOf(bytesOf(hash));
  const { rgba } = thumbHashToRGBA(bytesOf(hash));

  for (const colour of [0, 1, 2]) {
    expect(Math.abs(mean(pixels, 3, colour) - mean(rgba, 4, colour))).toBeLessThan(3);
  }
});

test('bright and dark stand where they belong', () => {
  const { width, height, pixels } = blurOf(bytesOf(WIDE));
  const { w, h, rgba } = thumbHashToRGBA(bytesOf(WIDE));
  const row = (y: number) => Array.from(pixels).slice(y * width * 3, (y + 1) * width * 3);
  const rowOf = (y: number) => Array.from(rgba).slice(y * w * 4, (y + 1) * w * 4);

  expect(Math.abs(mean(row(0), 3, 0) - mean(rowOf(1), 4, 0))).toBeLessThan(12);
  expect(Math.abs(mean(row(height - 1), 3, 0) - mean(rowOf(h - 2), 4, 0))).toBeLessThan(12);
});

test('a hash that was cut short still gives its mean colour', () => {
  const short = bytesOf(WIDE).slice(0, 5);
  const { r } = thumbHashToAverageRGBA(short);

  expect(Math.abs(mean(blurOf(short).pixels, 3, 0) - r * 255)).toBeLessThan(20);
});

test('behind the end there is nothing', () => {
  expect(at([], 0)).toBe(0);
});
