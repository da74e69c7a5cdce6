import { skipToken, useQuery } from '@tanstack/react-query';
import type { IndexState } from '@/shared/api/schema';
import { liveKey } from '@/shared/live/use-live';

/** Whether the caller's photos are still being looked for, and how many of how many are there. */
export function useIndexing(): {
  readonly isRunning: boolean;
  readonly done: number;
  readonly total: number;
} {
  const told = useQuery<IndexState>({ queryKey: liveKey('index'), queryFn: skipToken }).data;
  const { state, done, total } = told ?? { state: '', done: 0, total: 0 };
  return { isRunning: state === 'new' || state === 'running', done, total };
}
