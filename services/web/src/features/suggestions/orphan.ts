import type * as Told from '@/shared/api/schema';

/** A file of a suggestion, with its asset: what the page reads of it. */
export type File = Pick<
  Told.Orphan,
  'assetId' | 'filename' | 'path' | 'size' | 'camera' | 'thumbhash' | 'localDateTime'
>;

/** A photo that a RAW may belong to. */
export type Candidate = File & Pick<Told.Candidate, 'suggestionId' | 'confidence' | 'reason'>;

/** A RAW that stands alone, with its candidates, the likeliest first. */
export type Orphan = File & { readonly candidates: readonly Candidate[] };

/** What is left to decide once a suggestion is: nothing of a RAW that was joined. */
export function without(
  orphans: readonly Orphan[],
  suggestionId: string,
  verdict: 'accept' | 'reject',
): Orphan[] {
  return orphans.flatMap((orphan) => {
    const rest = orphan.candidates.filter((one) => one.suggestionId !== suggestionId);
    if (rest.length === orphan.candidates.length) return [orphan];
    return verdict === 'accept' || rest.length === 0 ? [] : [{ ...orphan, candidates: rest }];
  });
}

/** What can be accepted without looking, and how many RAWs want a photo that another one wants. */
export interface Likely {
  readonly ids: readonly string[];
  readonly contested: number;
}

/** The likeliest suggestion of each RAW that is sure enough, and about a photo of its own. */
export function likely(orphans: readonly Orphan[], least: number): Likely {
  const best = orphans.flatMap(({ candidates }) => candidates.slice(0, 1));
  const sure = best.filter((candidate) => candidate.confidence >= least);
  const wanted = Map.groupBy(sure, (candidate) => candidate.assetId);
  const alone = sure.filter((candidate) => wanted.get(candidate.assetId)?.length === 1);
  return {
    ids: alone.map((candidate) => candidate.suggestionId),
    contested: sure.length - alone.length,
  };
}
