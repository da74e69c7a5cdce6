import type { Known } from '@/shared/api/known';
import type * as Told from '@/shared/api/schema';
import { strings } from '@/shared/strings';

/** Why something is so, in the words of the service. */
export type Reason = Told.Reason;

/** One file of a group, by the asset that Immich shows it as: what the page reads of it. */
export type Copy = Known<
  Pick<
    Told.Copy,
    | (
        | 'assetId'
        | 'path'
        | 'filename'
        | 'type'
        | 'format'
        | 'size'
        | 'duration'
        | 'width'
        | 'height'
      )
    | ('takenAt' | 'modifiedAt' | 'similarityScore' | 'relation' | 'reasons' | 'alsoAt')
    | (
        | 'isSuggestedKeeper'
        | 'isKept'
        | 'isFavorite'
        | 'burst'
        | 'preselected'
        | 'damaged'
        | 'hasGps'
        | 'inShot'
        | 'isCover'
      )
    | ('thumbhash' | 'versionGroupId')
  >
>;

/** The same picture more than once. */
export type DuplicateGroup = Pick<
  Told.DuplicateGroup,
  | ('groupId' | 'similarity' | 'burst' | 'allVersions' | 'revision')
  | ('reclaimableBytes' | 'reasons')
> & {
  /** Open, so that a newer server may know more. */
  readonly duplicateType: string;
  /** The suggested one first; always two or more. */
  readonly members: readonly [Copy, Copy, ...Copy[]];
};

/** Whether a copy is one of several versions of a shot. */
export function isVersion(copy: Copy): boolean {
  return copy.inShot || copy.versionGroupId !== null;
}

/** What is special about a group, in words: such groups are never decided by themselves. */
export function labelsOf(group: DuplicateGroup): string[] {
  const { labels } = strings.duplicates;
  const found: string[] = [];
  if (group.burst) found.push(labels.burst);
  if (group.allVersions) found.push(labels.allVersions);
  else if (group.members.some(isVersion)) found.push(labels.versions);
  if (group.members.every((copy) => copy.isKept)) found.push(labels.kept);
  return found;
}

/** Why the suggested copy is suggested, in one line; empty where nothing is to be said. */
export function whyOf(group: DuplicateGroup): string {
  return group.reasons.map((reason) => reason.text).join(' · ');
}
