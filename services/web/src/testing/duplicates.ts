import type { Copy, DuplicateGroup } from '@/features/duplicates/group';

/** A copy as the gateway gives it: a JPEG that would go. */
export function aCopy(filename: string, more: Partial<Copy> = {}): Copy {
  return {
    assetId: `id-${filename}`,
    path: `2026/${filename}`,
    filename,
    type: 'jpeg',
    format: 'jpeg',
    size: 1_048_576,
    width: 3000,
    height: 2000,
    duration: null,
    takenAt: '2026-05-01T12:00:00',
    modifiedAt: '2026-05-01T12:00:00+00:00',
    similarityScore: 0.97,
    relation: 'same',
    reasons: [],
    isSuggestedKeeper: false,
    isKept: false,
    burst: false,
    preselected: true,
    damaged: false,
    hasGps: false,
    inShot: false,
    isCover: false,
    alsoAt: [],
    thumbhash: null,
    isFavorite: false,
    versionGroupId: null,
    ...more,
  };
}

/** The copy that is worth keeping. */
export function aKeeper(filename: string, more: Partial<Copy> = {}): Copy {
  return aCopy(filename, {
    size: 3_145_728,
    width: 6000,
    height: 4000,
    similarityScore: 1,
    isSuggestedKeeper: true,
    preselected: false,
    ...more,
  });
}

/** A group of two similar pictures, the larger of them suggested. */
export function aGroup(name: string, more: Partial<DuplicateGroup> = {}): DuplicateGroup {
  return {
    groupId: name,
    duplicateType: 'perceptual',
    similarity: 0.9712,
    burst: false,
    allVersions: false,
    revision: 3,
    reclaimableBytes: 1_048_576,
    reasons: [{ rule: 'much_larger', text: 'larger: 24 vs 6 MP' }],
    members: [aKeeper(`${name}.jpg`), aCopy(`${name}-small.jpg`)],
    ...more,
  };
}

/** A page of groups. */
export function aPage(
  items: readonly DuplicateGroup[],
  nextCursor: string | null = null,
  version = 1,
): Response {
  return Response.json({ items, nextCursor, version });
}
