import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePorts, type TabStore } from '@/shared/ports';

/** A group that could not be decided as it was wanted, and why. */
export interface Trouble {
  readonly groupId: string;
  readonly why: string;
}

/** What was done since the page was opened. */
export interface Sitting {
  /** Groups that are decided: no list shows them any more, whatever it was told before. */
  readonly decided: ReadonlySet<string>;
  readonly savedBytes: number;
  readonly troubles: readonly Trouble[];
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
  return { decided: new Set(), savedBytes, troubles: [], last: null, listTop: 0 };
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
