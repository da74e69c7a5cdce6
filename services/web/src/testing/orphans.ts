import type { Candidate, File, Orphan } from '@/features/suggestions/orphan';

function aFile(filename: string): File {
  return {
    assetId: `id-${filename}`,
    filename,
    path: `2026/${filename}`,
    size: 4_194_304,
    camera: 'Canon EOS R5',
    thumbhash: null,
    localDateTime: '2026-05-01T12:00:00.000',
  };
}

/** A RAW that stands alone, with photos that it may belong to and how likely each is. */
export function anOrphan(raw: string, ...photos: [string, number][]): Orphan {
  const candidates = photos.map(([name, confidence]): Candidate => ({
    ...aFile(name),
    suggestionId: `${raw}-${name}`,
    confidence,
    reason: 'taken 4 s apart',
  }));
  return { ...aFile(raw), candidates };
}
