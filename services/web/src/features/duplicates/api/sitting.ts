import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePorts, type TabStore } from '@/shared/ports';
import type { DuplicateGroup } from '../group';
import type { Marks } from '../marks';

/** A group that could not be decided as it was wanted, and why. */
export interface Trouble {
  readonly groupId: string;
  readonly why: string;
}

/** What somebody marked in a group, as the group was then. */
interface Marked {
  readonly revision: number;
  readonly marks: Marks;
}

/** What was done since the page was opened. */
export interface Sitting {
  /** Groups that are decided: no list shows them any more, whatever it was told before. */
  readonly decided: ReadonlySet<string>;
  readonly savedBytes: number;
  readonly troubles: readonly Trouble[];
  /** What is marked in groups that are not decided. */
  readonly marked: ReadonlyMap<string, Marked>;
  /** The group that was looked at last. */
  readonly last: string | null;
  /** How far the list was scrolled when it was left. */
  readonly listTop: number;
}

const KEY = ['duplicate-sitting'];
const FREED = 'twinlens.freed';

/** Where a sitting is known: in the page, and what was freed also in the tab. */
export interface Desk {
  readonly client: QueryClient;
  readonly tab: TabStore;
}

function start(tab: TabStore): Sitting {
  const savedBytes = Number(tab.getItem(FREED) ?? 0);
  const marked = new Map();
  return { decided: new Set(), savedBytes, troubles: [], marked, last: null, listTop: 0 };
}

/** What was done since the page was opened; what was freed since the tab was. */
export function useSitting(): Sitting {
  const { tab } = usePorts();
  const [beginning] = useState(() => start(tab));
  const { data = beginning } = useQuery<Sitting>({
    queryKey: KEY,
    queryFn: skipToken,
    gcTime: Infinity,
    structuralSharing: false,
  });
  return data;
}

/** Changes what is known of this sitting. */
export function changeSitting(
  { client, tab }: Desk,
  change: (sitting: Sitting) => Partial<Sitting>,
): void {
  const before = client.getQueryData<Sitting>(KEY) ?? start(tab);
  const after = { ...before, ...change(before) };
  client.setQueryData<Sitting>(KEY, after);
  if (after.savedBytes !== before.savedBytes) tab.setItem(FREED, String(after.savedBytes));
}

/** What somebody marked in a group; nothing once the group has changed. */
export function marksIn({ marked }: Sitting, { groupId, revision }: DuplicateGroup): Marks {
  const known = marked.get(groupId);
  return known?.revision === revision ? known.marks : {};
}

/** A sitting in which a group is marked so, until it is decided. */
export function withMarks(
  { marked }: Sitting,
  { groupId, revision }: DuplicateGroup,
  marks: Marks,
): Pick<Sitting, 'marked'> {
  return { marked: new Map([...marked, [groupId, { revision, marks }]]) };
}

/** A sitting in which nothing is marked in a group. */
export function withoutMarks({ marked }: Sitting, groupId: string): Pick<Sitting, 'marked'> {
  return { marked: new Map([...marked].filter(([id]) => id !== groupId)) };
}

/** A sitting in which some groups are open again, and what was freed by them is not. */
export function withBack(
  { decided, savedBytes }: Sitting,
  groupIds: readonly string[],
  bytes: number,
): Pick<Sitting, 'decided' | 'savedBytes'> {
  const back = new Set(groupIds);
  return {
    decided: new Set([...decided].filter((id) => !back.has(id))),
    savedBytes: Math.max(savedBytes - bytes, 0),
  };
}
