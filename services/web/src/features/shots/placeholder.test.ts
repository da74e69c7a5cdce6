import { expect, test } from 'vitest';
import { placeholderUrl } from './placeholder';

const HASH = '1fgFDIBQx0x9pbaBZnZAh6Or/Q==';

test('a hash becomes a picture in a data address', () => {
  expect(placeholderUrl(HASH)).toMatch(/^data:image\/bmp;base64,Qk/);
});

test('a hash of a transparent picture becomes a picture that can be transparent', () => {
  const bytes = Uint8Array.from(atob(HASH), (letter) => letter.charCodeAt(0));
  const hash = btoa(
    String.fromCharCode(...bytes.map((byte, place) => (place === 2 ? byte | 0x80 : byte)), 1, 2),
  );

  expect(placeholderUrl(hash)).toMatch(/^data:image\/png;base64,/);
});

test('pictures are made again when too many are known', () => {
  const before = placeholderUrl(HASH);
  const bytes = Array.from(atob(HASH), (letter) => letter.charCodeAt(0));
  for (let other = 0; other < 700; other += 1) {
    const changed = [...bytes.slice(0, -2), other % 256, Math.floor(other / 256)];
    placeholderUrl(btoa(String.fromCharCode(...changed)));
  }

  expect(placeholderUrl(HASH)).toBe(before);
});
