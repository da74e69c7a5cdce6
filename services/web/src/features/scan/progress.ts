import { locale, strings } from '@/shared/strings';

/** What waits for a stage. */
export interface Backlog {
  readonly stage: string;
  readonly waiting: number;
}

/** A file that could not be read. */
export interface Problem {
  readonly path: string;
  readonly problem: string;
  readonly attempts: number;
  readonly retryAt: string | null;
}

/** How far a service is. Of one that does not answer only the state is known. */
export interface ScanStatus {
  readonly state: string;
  readonly stage?: string;
  readonly found?: number;
  readonly total?: number;
  readonly done?: number;
  readonly failed?: number;
  readonly rate?: number;
  readonly etaSeconds?: number | null;
  readonly note?: string | null;
  readonly files?: number;
  readonly filesFailed?: number;
  readonly backlog?: readonly Backlog[];
  /** For admins only. */
  readonly recentErrors?: readonly Problem[];
}

export type Progress = Readonly<Record<string, ScanStatus>>;

/** How far the index of one's own assets is. */
export interface IndexStatus {
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly indexedAt: string | null;
}

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
