import { useCallback } from 'react';
import { errorMessage } from '@/shared/error-message';
import { send } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';

const FORGET_MS = 60_000;

/** Has the browser save what lies at an address. */
export function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Gives what downloads many originals as one ZIP, made by Immich, called after a file. */
export function useZip(): (assetIds: readonly string[], filename?: string) => Promise<void> {
  const { fetch } = usePorts();
  const { show } = useToasts();
  return useCallback(
    async (assetIds: readonly string[], filename = '') => {
      const hide = show({ text: strings.shots.zipping(assetIds.length) });
      try {
        const path = '/api/immich/download/archive';
        const answer = await send(fetch, path, { method: 'POST', body: { assetIds } });
        const url = URL.createObjectURL(await answer.blob());
        save(url, strings.shots.zipName(filename));
        setTimeout(() => {
          URL.revokeObjectURL(url);
        }, FORGET_MS);
      } catch (error) {
        show({ text: `${strings.shots.notZipped} ${errorMessage(error)}`, tone: 'error' });
      } finally {
        hide();
      }
    },
    [fetch, show],
  );
}
