type Size = 'thumbnail' | 'preview' | 'fullsize';

/** What is shown of a version: its picture, and what that picture was made of. */
export interface Pictured {
  readonly id: string;
  readonly fileName: string;
  readonly thumbhash: string | null;
}

/** Immich's picture of an asset; the hash makes a changed picture a new address. */
export function thumbnailUrl(
  { id, thumbhash }: Pick<Pictured, 'id' | 'thumbhash'>,
  size: Size,
): string {
  const hash = thumbhash === null ? '' : `&c=${encodeURIComponent(thumbhash)}`;
  return `/api/immich/assets/${id}/thumbnail?size=${size}${hash}`;
}

/** Where a clip is played from. */
export const playbackUrl = (id: string): string => `/api/immich/assets/${id}/video/playback`;

/** Where a file itself is. */
export const originalUrl = (id: string): string => `/api/immich/assets/${id}/original`;
