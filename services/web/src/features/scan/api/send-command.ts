import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { request } from '@/shared/api/client';
import type { ScanProgress } from '@/shared/api/schema';
import { errorMessage } from '@/shared/error-message';
import { liveKey } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';

export type Verb = 'scan' | 'pause' | 'resume' | 'cancel' | 'retry';

/** Whom a command is for. */
export type Service = keyof ScanProgress;

export interface Command {
  readonly verb: Verb;
  readonly service: Service;
}

/** Tells a service to start, pause, go on, stop, or try again. */
export function useCommand(): UseMutationResult<unknown, Error, Command> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  return useMutation({
    mutationFn: ({ verb, service }) => {
      const query = { service };
      if (verb === 'scan') return request(fetch, 'post', '/api/scan', { query });
      return request(fetch, 'post', '/api/scan/{verb}', { path: { verb }, query });
    },
    onSuccess: (_answer, { verb }) => {
      show({ text: strings.scan.commandDone[verb] });
      return client.invalidateQueries({ queryKey: liveKey('progress') });
    },
    onError: (error) => {
      show({ text: `${strings.scan.commandFailed} ${errorMessage(error)}`, tone: 'error' });
    },
  });
}
