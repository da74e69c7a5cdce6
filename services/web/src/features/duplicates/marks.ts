import type { Copy, DuplicateGroup } from './group';

/** What becomes of a copy. */
export type Mark = 'keep' | 'trash';

/** What becomes of copies, by asset; whoever is not named is as suggested. */
export type Marks = Readonly<Partial<Record<string, Mark>>>;

/** Whether a copy may go without anybody having looked: no frames of a burst, no versions. */
export function mayGo(copy: Copy): boolean {
  return !copy.burst && copy.versionGroupId === null;
}

function suggestedMark(copy: Copy): Mark {
  return copy.preselected && !copy.isSuggestedKeeper && mayGo(copy) ? 'trash' : 'keep';
}

/** What becomes of a copy. */
export function markOf(copy: Copy, marks: Marks): Mark {
  return marks[copy.assetId] ?? suggestedMark(copy);
}

/** What stays and what goes of a group. */
export interface Parted {
  readonly keep: readonly string[];
  readonly remove: readonly string[];
  /** What goes takes up. */
  readonly bytes: number;
}

/** Parts a group by its marks. */
export function parted(group: DuplicateGroup, marks: Marks): Parted {
  const going = group.members.filter((copy) => markOf(copy, marks) === 'trash');
  return {
    keep: group.members.filter((copy) => !going.includes(copy)).map((copy) => copy.assetId),
    remove: going.map((copy) => copy.assetId),
    bytes: going.reduce((sum, copy) => sum + copy.size, 0),
  };
}

/** Marks a copy the other way; nothing when none would stay. */
export function toggled(group: DuplicateGroup, marks: Marks, copy: Copy): Marks | undefined {
  const mark = markOf(copy, marks) === 'keep' ? 'trash' : 'keep';
  const next = { ...marks, [copy.assetId]: mark } as const;
  return parted(group, next).keep.length === 0 ? undefined : next;
}

/** Everything stays. */
export function keepAll(group: DuplicateGroup): Marks {
  return Object.fromEntries(group.members.map((copy) => [copy.assetId, 'keep']));
}

/** Everything but the suggested copy goes. */
export function trashOthers(group: DuplicateGroup): Marks {
  return Object.fromEntries(
    group.members.map((copy) => [copy.assetId, copy.isSuggestedKeeper ? 'keep' : 'trash']),
  );
}
