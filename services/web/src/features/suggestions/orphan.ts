/** A file of a suggestion, with its asset. */
export interface File {
  readonly assetId: string;
  readonly filename: string;
  readonly path: string;
  readonly size: number;
  readonly camera: string | null;
  readonly thumbhash: string | null;
  readonly localDateTime: string | null;
}

/** A photo that a RAW may belong to. */
export interface Candidate extends File {
  readonly suggestionId: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** Why it did not match by itself, where that can be told. */
  readonly reason: string | null;
}

/** A RAW that stands alone, with its candidates, the likeliest first. */
export interface Orphan extends File {
  readonly candidates: readonly Candidate[];
}

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
