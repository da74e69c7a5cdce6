import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query';

/** A group that could not be decided as it was wanted, and why. */
export interface Trouble {
  readonly groupId: string;
  readonly why: string;
}

/** What was done since the page was opened. */
export interface Sitting {
  /** Groups that are decided: no list shows them any more, whatever it was told before. */
  readonly decided: ReadonlySet<string>;
  readonly savedBytes: number;
  readonly troubles: readonly Trouble[];
  /** The group that was looked at last. */
  readonly last: string | null;
}

const KEY = ['duplicate-sitting'];
const start: Sitting = { decided: new Set(), savedBytes: 0, troubles: [], last: null };

/** What was done since the page was opened. */
export function useSitting(): Sitting {
  const { data = start } = useQuery<Sitting>({
    queryKey: KEY,
    queryFn: skipToken,
    gcTime: Infinity,
    structuralSharing: false,
  });
  return data;
}

/** Changes what is known of this sitting. */
export function changeSitting(
  client: QueryClient,
  change: (sitting: Sitting) => Partial<Sitting>,
): void {
  client.setQueryData<Sitting>(KEY, (sitting = start) => ({ ...sitting, ...change(sitting) }));
}
