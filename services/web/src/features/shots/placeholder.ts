import { thumbHashToDataURL } from 'thumbhash';
import { bitmapOf } from './bitmap';
import { at, blurOf } from './blur';

const TRANSPARENT = 0x80; // a bit of the third byte

const MOST = 600;
const made = new Map<string, string>();

/** A blurred picture as a data address, made of the hash of a few bytes that stands for it. */
export function placeholderUrl(thumbhash: string): string {
  const known = made.get(thumbhash);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0));
  const url = hasAlpha(bytes) ? thumbHashToDataURL(bytes) : dataUrl(bitmapOf(blurOf(bytes)));
  if (made.size >= MOST) made.clear();
  made.set(thumbhash, url);
  return url;
}

const hasAlpha = (hash: Uint8Array): boolean => (at(hash, 2) & TRANSPARENT) > 0;

function dataUrl(bitmap: Uint8Array): string {
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bitmap))}`;
}
