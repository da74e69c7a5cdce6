import { thumbHashToDataURL } from 'thumbhash';

const MOST = 600;
const made = new Map<string, string>();

/** A blurred picture as a data address, made of the hash of a few bytes that stands for it. */
export function placeholderUrl(thumbhash: string): string {
  const known = made.get(thumbhash);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0));
  const url = thumbHashToDataURL(bytes);
  if (made.size >= MOST) made.clear();
  made.set(thumbhash, url);
  return url;
}
