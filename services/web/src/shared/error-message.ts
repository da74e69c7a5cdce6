import { ApiError } from './http';
import { strings } from './strings';

/** What to tell a person about a failure. */
export function errorMessage(error: unknown): string {
  const { errors } = strings;
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 0) return errors.network;
  if (status === 403) return errors.forbidden;
  if (status === 429) return errors.busy;
  if (status >= 502 && status <= 504) return errors.upstream;
  return errors.other(status);
}
