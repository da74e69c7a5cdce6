import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { readJson, send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import type { DuplicateGroup } from '../group';
import type { Parted } from '../marks';

/** One thing that the kept copy would take over. */
export interface Change {
  readonly what: string;
  readonly after: unknown;
  /** Of an album or a tag. */
  readonly name?: string;
}

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
      const path = `/api/duplicates/${groupId}/preview`;
      const answer = await send(fetch, path, { method: 'POST', body, signal });
      return ((await readJson(answer)) as { changes: readonly Change[] }).changes;
    },
    enabled: isWanted && remove.length > 0,
    staleTime: 30_000,
  });
}
