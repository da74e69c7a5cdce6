import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type { Known } from '@/shared/api/known';
import type { GroupMember, VersionGroup } from '@/shared/api/schema';
import { oneGroup } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';

/** A file of a group, and why it is in there: what the page reads of it. */
export type Member = Known<
  Pick<
    GroupMember,
    | ('assetId' | 'filename' | 'type' | 'size' | 'width' | 'height')
    | ('localDateTime' | 'thumbhash' | 'isPrimary' | 'evidence')
  >
>;

/** The versions of one shot. */
export type Group = Pick<VersionGroup, 'groupId' | 'groupType' | 'revision' | 'switchable'> & {
  readonly members: readonly Member[];
};

export const groupKey = (groupId: string | null): readonly unknown[] => [...oneGroup, groupId];

/** A group with all its versions; not asked for where there is none. */
export function useGroup(groupId: string | null): UseQueryResult<Group> {
  const { fetch } = usePorts();
  return useQuery({
    queryKey: groupKey(groupId),
    queryFn: async ({ signal }) => {
      const path = { group_id: String(groupId) };
      return (await ask(fetch, 'get', '/api/groups/{group_id}', { path, signal })) as Group;
    },
    enabled: groupId !== null,
  });
}
