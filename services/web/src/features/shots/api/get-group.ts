import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { usePorts } from '@/shared/ports';

/** A file of a group, and why it is in there. */
export interface Member {
  readonly assetId: string;
  readonly filename: string;
  readonly type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly localDateTime: string;
  readonly thumbhash: string | null;
  readonly isPrimary: boolean;
  readonly evidence: readonly { readonly rule: string; readonly text: string }[];
}

/** The versions of one shot. */
export interface Group {
  readonly groupId: string;
  readonly groupType: string;
  readonly revision: number;
  /** Whether one of several files is shown for all, so that another one can be. */
  readonly switchable: boolean;
  readonly members: readonly Member[];
}

export const groupKey = (groupId: string | null): readonly unknown[] => ['groups', 'one', groupId];

/** A group with all its versions; not asked for where there is none. */
export function useGroup(groupId: string | null): UseQueryResult<Group> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: groupKey(groupId),
    queryFn: async ({ signal }) =>
      (await readJson(await send(fetch, `/api/groups/${String(groupId)}`, { signal }))) as Group,
    enabled: groupId !== null,
  });
}
