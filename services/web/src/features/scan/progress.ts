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

/** The share that is done, or nothing while the total still grows. */
export function share(status: ScanStatus): number | undefined {
  const { done = 0, total = 0, stage } = status;
  return total === 0 || stage === 'discover' ? undefined : Math.min(1, done / total);
}

/** What goes on, in words. */
export function activity(status: ScanStatus): string {
  const { states, stages } = strings.scan;
  const state = states[status.state] ?? status.state;
  if (!isBusy(status)) return state;
  const waiting = status.backlog?.find((work) => work.waiting > 0)?.stage;
  const stage = status.state === 'running' ? (status.stage ?? waiting) : waiting;
  return stages[stage ?? ''] ?? state;
}
