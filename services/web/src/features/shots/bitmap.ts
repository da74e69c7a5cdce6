import { at, type Blur } from './blur';

const HEAD = 54;
const INFO = 40;
const DEPTH = 24;

/** A picture as the bytes of a BMP file: nothing is compressed, so it is made in no time. */
export function bitmapOf({ width, height, pixels }: Blur): Uint8Array {
  const row = Math.ceil((width * 3) / 4) * 4;
  const bytes = new Uint8Array(HEAD + row * height);
  const head = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  head.setUint32(2, bytes.length, true);
  head.setUint32(10, HEAD, true);
  head.setUint32(14, INFO, true);
  head.setInt32(18, width, true);
  head.setInt32(22, -height, true); // rows from the top
  head.setUint16(26, 1, true);
  head.setUint16(28, DEPTH, true);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const to = HEAD + Math.floor(pixel / width) * row + (pixel % width) * 3;
    bytes[to] = at(pixels, pixel * 3 + 2); // blue comes first
    bytes[to + 1] = at(pixels, pixel * 3 + 1);
    bytes[to + 2] = at(pixels, pixel * 3);
  }
  return bytes;
}
