import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ask } from '@/shared/api/client';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import { forgetGroups } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import type { Copy } from '../group';

/** Has a copy stand for the shot of which it is a version; others are told that they are in none. */
export function useSetPrimary(): (copy: Copy) => Promise<void> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  const tell = useTellFailure();
  return useCallback(
    async ({ assetId, filename, versionGroupId }) => {
      if (versionGroupId === null) {
        show({ text: strings.duplicates.noShot });
        return;
      }
      try {
        const asked = { path: { group_id: versionGroupId }, body: { assetId } };
        const done = await ask(fetch, 'post', '/api/groups/{group_id}/primary', asked);
        await forgetGroups(client);
        show({
          text: strings.versions.primarySet(filename),
          undo: { kind: 'groups', told: { tokens: [done.undoToken] } },
        });
      } catch (error) {
        await tell(strings.shots.notDone, error);
      }
    },
    [client, fetch, show, tell],
  );
}
