/** What the page needs of the browser's fetch; tests hand in their own. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** A request that brought no usable answer; status 0 when there was none at all. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, options?: ErrorOptions) {
    super(`The server answered with status ${status}`, options);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** Whether the server no longer knows who is asking. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
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
  if (!response.ok && !accept.includes(response.status)) throw new ApiError(response.status);
  return response;
}

/** The JSON of an answer, trusted to have the shape that its route promises. */
export async function readJson(response: Response): Promise<unknown> {
  return response.json().catch((cause: unknown) => {
    throw new ApiError(response.status, { cause });
  });
}
