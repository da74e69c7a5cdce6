import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { errorMessage } from '@/shared/error-message';
import { send } from '@/shared/http';
import { liveKey } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';

export type Verb = 'scan' | 'pause' | 'resume' | 'cancel' | 'retry';

export interface Command {
  readonly verb: Verb;
  readonly service: string;
}

/** Tells a service to start, pause, go on, stop, or try again. */
export function useCommand(): UseMutationResult<unknown, Error, Command> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  return useMutation({
    mutationFn: ({ verb, service }) => {
      const path = verb === 'scan' ? '/api/scan' : `/api/scan/${verb}`;
      return send(fetch, `${path}?service=${service}`, { method: 'POST' });
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
