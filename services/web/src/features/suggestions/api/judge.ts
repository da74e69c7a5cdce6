import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import { useTellFailure } from '@/shared/failures/use-tell-failure';
import type { Fetch } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import type { Candidate, Orphan } from '../orphan';
import { dropSuggestion } from './get-orphans';

export interface Judgement {
  readonly verdict: 'accept' | 'reject';
  readonly orphan: Orphan;
  readonly candidate: Candidate;
}

/** Decides about a suggestion, and gives what takes it back. */
export async function judge(
  fetch: Fetch,
  suggestionId: string,
  verdict: 'accept' | 'reject',
): Promise<string> {
  const path = { suggestion_id: suggestionId };
  const answer = await ask(fetch, 'post', `/api/suggestions/{suggestion_id}/${verdict}`, { path });
  return answer.undoToken;
}

/** Accepts or rejects a suggestion at once; it comes back when the server refuses, or on undo. */
export function useJudge(): UseMutationResult<string, Error, Judgement> {
  const { fetch } = usePorts();
  const client = useQueryClient();
  const { show } = useToasts();
  const tellFailure = useTellFailure();
  const words = strings.suggestions;
  return useMutation({
    mutationFn: async ({ verdict, candidate }) => {
      const putBack = await dropSuggestion(client, candidate.suggestionId, verdict);
      try {
        return await judge(fetch, candidate.suggestionId, verdict);
      } catch (error) {
        await putBack();
        throw error;
      }
    },
    onSuccess: (token, { verdict, orphan, candidate }) => {
      const tell = verdict === 'accept' ? words.accepted : words.rejected;
      show({
        text: tell(orphan.filename, candidate.filename),
        undo: { kind: 'groups', told: { tokens: [token] } },
      });
    },
    onError: (error, { verdict }) =>
      tellFailure(verdict === 'accept' ? words.notAccepted : words.notRejected, error),
  });
}
