import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import { readJson, send } from '@/shared/http';
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
      const ask = async (path: string, body?: object) => {
        const answer = await send(fetch, `/api/groups/${path}`, { method: 'POST', body });
        await forgetGroups(client);
        return ((await readJson(answer)) as { undoToken: string }).undoToken;
      };
      try {
        const token = await ask(`${versionGroupId}/primary`, { assetId });
        show({
          text: strings.versions.primarySet(filename),
          undo: async () => {
            await ask(`undo/${token}`);
          },
        });
      } catch (error) {
        await tell(strings.shots.notDone, error);
      }
    },
    [client, fetch, show, tell],
  );
}
