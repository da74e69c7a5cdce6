import { ApiError } from './http';
import { strings } from './strings';

/** What to tell a person about a failure. */
export function errorMessage(error: unknown): string {
  const { errors } = strings;
  if (!(error instanceof ApiError) || error.status === 0) return errors.network;
  const { status, retryAfter, problem } = error;
  if (status === 401) return errors.ended;
  if (status === 403) return errors.forbidden;
  if (status === 404) return errors.gone;
  if (status === 409) {
    const isRefusal = problem.reason !== undefined && problem.reason !== 'stale_revision';
    return isRefusal && problem.detail !== undefined ? problem.detail : errors.conflict;
  }
  if (status === 429) return retryAfter > 0 ? errors.busyFor(retryAfter) : errors.busy;
  if (status === 503 && problem.detail?.includes('Immich') === false) return errors.part;
  if (status >= 502 && status <= 504) return errors.upstream;
  // Immich answers so of what somebody may not see, as of what is not there.
  if (status === 400) return problem.detail ?? errors.hidden;
  return errors.other(status);
}
