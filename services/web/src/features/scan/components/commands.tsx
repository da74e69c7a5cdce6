import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { strings } from '@/shared/strings';
import { useCommand, type Service, type Verb } from '../api/send-command';
import type { ScanStatus } from '../progress';

/** What an admin can tell a service in its state. */
function verbsOf(status: ScanStatus): readonly Verb[] {
  const retry: readonly Verb[] = (status.filesFailed ?? 0) > 0 ? ['retry'] : [];
  if (status.state === 'unavailable') return [];
  if (status.state === 'running') return ['pause', 'cancel', ...retry];
  if (status.state === 'paused') return ['resume', 'cancel', ...retry];
  return ['scan', ...retry];
}

/** Buttons for admins. */
export function Commands(props: { service: Service; status: ScanStatus }): ReactElement {
  const command = useCommand();
  const { scan } = strings;
  const words: Readonly<Record<Verb, string>> = {
    scan: scan.start,
    pause: scan.pause,
    resume: scan.resume,
    cancel: scan.cancel,
    retry: scan.retry,
  };
  return (
    <div className="flex flex-wrap gap-2">
      {verbsOf(props.status).map((verb, position) => (
        <Button
          key={verb}
          look={position === 0 ? 'filled' : 'plain'}
          disabled={command.isPending}
          onClick={() => {
            command.mutate({ verb, service: props.service });
          }}
        >
          {words[verb]}
        </Button>
      ))}
    </div>
  );
}
