import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';
import type { Service } from '../api/send-command';
import { activity, count, isBusy, share, timeLeft, type ScanStatus } from '../progress';
import { Bar } from './bar';
import { Card } from './card';
import { Commands } from './commands';
import { ProblemList } from './problem-list';

/** How far one service is. */
export function ServiceCard(props: {
  service: Service;
  status: ScanStatus;
  isAdmin: boolean;
}): ReactElement {
  const { service, status, isAdmin } = props;
  const { scan } = strings;
  const title = scan.services[service] ?? service;
  return (
    <Card title={title} state={activity(status)}>
      {isBusy(status) && <Bar label={title} share={share(status)} />}
      <ul role="list" className="text-quiet flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {factsOf(status).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {isAdmin && <Commands service={service} status={status} />}
      {status.recentErrors !== undefined && (
        <ProblemList problems={status.recentErrors} of={status.filesFailed ?? 0} />
      )}
    </Card>
  );
}

function factsOf(status: ScanStatus): string[] {
  const { scan } = strings;
  const { done = 0, total = 0, files, filesFailed = 0, rate = 0, note } = status;
  const facts: string[] = [];
  if (isBusy(status)) {
    if (total > 0) facts.push(scan.ofFiles(count(done), count(total)));
    if (rate > 0) facts.push(scan.rate(count(Math.round(rate))));
    if (status.state !== 'paused') facts.push(timeLeft(status.etaSeconds));
    for (const work of status.backlog ?? []) {
      const stage = scan.stages[work.stage] ?? work.stage;
      if (work.waiting > 0) facts.push(scan.waiting(stage, count(work.waiting)));
    }
  }
  if (files !== undefined) facts.push(scan.files(count(files)));
  if (filesFailed > 0) facts.push(scan.failed(count(filesFailed)));
  if (note !== undefined && note !== null) facts.push(note);
  return facts;
}
