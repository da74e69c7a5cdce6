import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import { forgetGroups } from '@/shared/live/use-live';
import { usePorts } from '@/shared/ports';
import { locale, strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import { likely, type Likely } from '../orphan';
import { getAllOrphans } from './get-orphans';
import { judge } from './judge';

/** How many requests are on their way at once. */
const ABREAST = 4;

/** Counts what can be accepted from some likelihood on, over all pages. */
export function useCountLikely(least: number): UseMutationResult<Likely, Error, void> {
  const { fetch } = usePorts();
  const { show } = useToasts();
  const tellFailure = useTellFailure();
  const words = strings.suggestions;
  return useMutation({
    mutationFn: async () => likely(await getAllOrphans(fetch), least),
    onSuccess: ({ ids }) => {
      if (ids.length === 0) show({ text: words.allNone(least * 100) });
    },
    onError: (error) => tellFailure(words.allNotCounted, error),
  });
}

export interface AcceptAll {
  readonly done: number;
  readonly isPending: boolean;
  /** Accepts these until it is told to stop; what was done can be taken back in one go. */
  readonly accept: (ids: readonly string[], signal: AbortSignal) => Promise<void>;
}

/** Accepts many suggestions, one request each. */
export function useAcceptAll(): AcceptAll {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  const [done, setDone] = useState(0);
  const words = strings.suggestions;
  const run = useMutation({
    mutationFn: async ({ ids, signal }: { ids: readonly string[]; signal: AbortSignal }) => {
      const tokens: string[] = [];
      let failed = 0;
      setDone(0);
      for (let start = 0; start < ids.length && !signal.aborted; start += ABREAST) {
        const some = ids.slice(start, start + ABREAST).map((id) => judge(fetch, id, 'accept'));
        for (const result of await Promise.allSettled(some)) {
          if (result.status === 'fulfilled') tokens.push(result.value);
          else failed += 1;
        }
        setDone(tokens.length);
      }
      return { tokens, failed };
    },
    onSuccess: async ({ tokens, failed }) => {
      if (failed > 0) {
        show({ text: words.allFailed(failed.toLocaleString(locale)), tone: 'error' });
      }
      if (tokens.length > 0) {
        show({
          text: words.allDone(tokens.length.toLocaleString(locale)),
          undo: { kind: 'groups', told: { tokens } },
        });
      }
      await forgetGroups(client);
    },
  });
  return {
    done,
    isPending: run.isPending,
    accept: async (ids, signal) => {
      await run.mutateAsync({ ids, signal });
    },
  };
}
