import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import type * as Told from '@/shared/api/schema';
import { usePorts } from '@/shared/ports';
import type { DuplicateGroup } from '../group';
import type { Parted } from '../marks';

/** One thing that the kept copy would take over. */
export type Change = Told.Change;

/** What the kept copy would take over from those that go. */
export function useCarryOver(
  group: DuplicateGroup,
  { keep, remove }: Parted,
  isWanted: boolean,
): UseQueryResult<readonly Change[]> {
  const { fetch } = usePorts();
  const { groupId, revision } = group;
  return useQuery({
    queryKey: ['duplicates', 'carry-over', groupId, revision, remove],
    queryFn: async ({ signal }) => {
      const body = { remove, keep, revision, carryOver: true };
      const asked = { path: { group_id: groupId }, body, signal };
      const preview = await ask(fetch, 'post', '/api/duplicates/{group_id}/preview', asked);
      return preview.changes;
    },
    enabled: isWanted && remove.length > 0,
    staleTime: 30_000,
  });
}
