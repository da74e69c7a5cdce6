import type { Backlog, FileProblem, IndexState, ServiceScan } from '@/shared/api/schema';
import { locale, strings } from '@/shared/strings';

/** A file that could not be read. */
export type Problem = FileProblem;

/** How far a service is. Of one that does not answer only the state is known. */
export type ScanStatus = Pick<ServiceScan, 'state'> &
  Partial<Omit<ServiceScan, 'backlog'>> & {
    readonly backlog?: readonly Pick<Backlog, 'stage' | 'waiting'>[];
  };

/** How far the index of one's own assets is. */
export type IndexStatus = IndexState;

export const count = (value: number): string => value.toLocaleString(locale);

/** What is left of a scan, in words. */
export function timeLeft(seconds: number | null | undefined): string {
  const { eta } = strings.scan;
  if (seconds === null || seconds === undefined) return eta.unknown;
  if (seconds < 60) return eta.soon;
  if (seconds < 90 * 60) return eta.minutes(Math.round(seconds / 60));
  return eta.hours(Math.round(seconds / 3600));
}

/** Whether there is work, with or without a scan that is open. */
export function isBusy(status: ScanStatus): boolean {
  return status.state === 'running' || (status.backlog ?? []).some((work) => work.waiting > 0);
}

/** The share that is done of all stages, or nothing while the total still grows. */
export function share(status: ScanStatus): number | undefined {
  const { done = 0, total = 0, stage, backlog = [] } = status;
  if (total === 0 || stage === 'discover') return undefined;
  const waiting = Math.max(0, ...backlog.map((work) => work.waiting));
  return Math.min(1, done / total) * (1 - waiting / Math.max(total, waiting));
}

/** What goes on, in words. */
export function activity(status: ScanStatus): string {
  const state = strings.scan.states[status.state] ?? status.state;
  if (!isBusy(status)) return state;
  const work = workOf(status) ?? state;
  return status.state === 'paused' ? strings.scan.pausedAt(work) : work;
}

/** The work that is being done, or that comes next. */
function workOf(status: ScanStatus): string | undefined {
  const waiting = status.backlog?.find((work) => work.waiting > 0)?.stage;
  const stage = status.state === 'running' ? (status.stage ?? waiting) : waiting;
  return strings.scan.stages[stage ?? ''];
}
