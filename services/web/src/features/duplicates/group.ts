import { strings } from '@/shared/strings';

/** Why something is so, in the words of the service. */
export interface Reason {
  readonly rule: string;
  readonly text: string;
}

/** One file of a group, by the asset that Immich shows it as. */
export interface Copy {
  readonly assetId: string;
  readonly path: string;
  readonly filename: string;
  readonly type: string;
  readonly format: string | null;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: string | null;
  readonly modifiedAt: string | null;
  readonly similarityScore: number;
  readonly relation: string;
  readonly reasons: readonly Reason[];
  readonly isSuggestedKeeper: boolean;
  readonly isKept: boolean;
  readonly burst: boolean;
  readonly preselected: boolean;
  readonly damaged: boolean;
  /** Whether it says where it was taken. */
  readonly hasGps: boolean;
  readonly alsoAt: readonly string[];
  readonly thumbhash: string | null;
  readonly isFavorite: boolean;
  /** The shot of which it is a version, too. */
  readonly versionGroupId: string | null;
}

/** The same picture more than once. */
export interface DuplicateGroup {
  readonly groupId: string;
  readonly duplicateType: string;
  readonly similarity: number;
  readonly burst: boolean;
  readonly allVersions: boolean;
  readonly revision: number;
  readonly reclaimableBytes: number;
  readonly reasons: readonly Reason[];
  /** The suggested one first; always two or more. */
  readonly members: readonly [Copy, Copy, ...Copy[]];
}

/** What is special about a group, in words: such groups are never decided by themselves. */
export function labelsOf(group: DuplicateGroup): string[] {
  const { labels } = strings.duplicates;
  const found: string[] = [];
  if (group.burst) found.push(labels.burst);
  if (group.allVersions) found.push(labels.allVersions);
  else if (group.members.some((copy) => copy.versionGroupId !== null)) found.push(labels.versions);
  if (group.members.every((copy) => copy.isKept)) found.push(labels.kept);
  return found;
}

/** Why the suggested copy is suggested, in one line; empty where nothing is to be said. */
export function whyOf(group: DuplicateGroup): string {
  return group.reasons.map((reason) => reason.text).join(' · ');
}
