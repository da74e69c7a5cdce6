/** Immich's picture of an asset; the hash makes a changed picture a new address. */
export function thumbnailUrl(
  { id, thumbhash }: { readonly id: string; readonly thumbhash: string | null },
  size: 'thumbnail' | 'preview',
): string {
  const query = new URLSearchParams({ size, ...(thumbhash === null ? {} : { c: thumbhash }) });
  return `/api/immich/assets/${id}/thumbnail?${query}`;
}
