/** What the page needs of the browser's fetch; tests hand in their own. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** What the server says of a failure: problem+json, as much of it as there is. */
export interface Problem {
  readonly detail?: string;
  /** A word for why, where a route has several reasons. */
  readonly reason?: string;
  /** How it is now, where somebody else was faster. */
  readonly current?: unknown;
}

interface Told extends ErrorOptions {
  readonly problem?: Problem;
  readonly retryAfter?: number;
}

/** A request that brought no usable answer; status 0 when there was none at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** How many seconds to wait, where the server says so; else 0. */
  readonly retryAfter: number;

  constructor(status: number, { problem = {}, retryAfter = 0, ...options }: Told = {}) {
    super(`The server answered with status ${status}`, options);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** Whether the server no longer knows who is asking. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** Whether something has changed since it was shown. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409;
}

/** Whether it is not there, or not any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** Who decides about what is gone was overtaken by somebody else, as by any other change. */
export function asConflict(error: unknown): unknown {
  return isGone(error) ? new ApiError(409, { cause: error }) : error;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Statuses that are answers here, though they are no successes. */
  readonly accept?: readonly number[];
}

/** The answer to a call on our own origin; throws ApiError unless it is a success. */
export async function send(fetch: Fetch, path: string, call: Call = {}): Promise<Response> {
  const { method = 'GET', body, signal, accept = [] } = call;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Requested-With'] = 'twinlens';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  }).catch((cause: unknown) => {
    throw new ApiError(0, { cause });
  });
  if (!response.ok && !accept.includes(response.status)) throw await refusal(response);
  return response;
}

async function refusal(response: Response): Promise<ApiError> {
  const said: unknown = await response.json().catch(() => null);
  const seconds = Number(response.headers.get('Retry-After'));
  return new ApiError(response.status, {
    problem: typeof said === 'object' && said !== null ? said : {},
    retryAfter: Number.isFinite(seconds) ? seconds : 0,
  });
}

/** The JSON of an answer, trusted to have the shape that its route promises. */
export async function readJson(response: Response): Promise<unknown> {
  return response.json().catch((cause: unknown) => {
    throw new ApiError(response.status, { cause });
  });
}
