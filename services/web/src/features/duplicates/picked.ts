/** Which groups are picked: some, or all that fit the filters but some. */
export interface Picked {
  readonly isAll: boolean;
  /** The picked ones; where all are picked, those that are not. */
  readonly ids: ReadonlySet<string>;
}

export const nothingPicked: Picked = { isAll: false, ids: new Set() };
export const allPicked: Picked = { isAll: true, ids: new Set() };

export function isPicked({ isAll, ids }: Picked, groupId: string): boolean {
  return ids.has(groupId) !== isAll;
}

/** Picks groups, or lets them go. */
export function withPicked(picked: Picked, groupIds: readonly string[], isOn: boolean): Picked {
  const named = new Set(groupIds);
  const others = [...picked.ids].filter((id) => !named.has(id));
  return { ...picked, ids: new Set(isOn === picked.isAll ? others : [...others, ...groupIds]) };
}

/** How many are picked of so many. */
export function pickedCount({ isAll, ids }: Picked, total: number): number {
  return isAll ? Math.max(total - ids.size, 0) : ids.size;
}

/** The groups from one place of a list to another, whichever comes first. */
export function between(ids: readonly string[], from: number, to: number): readonly string[] {
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}
