import { ApiError, readJson, send, type Call, type Fetch } from '../http';
import type { paths } from './schema';

type Method = 'get' | 'post' | 'put' | 'delete';

/** The addresses of our server that take a method. */
type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends undefined ? never : P;
}[keyof paths];

interface Operation {
  readonly parameters: { readonly path?: unknown; readonly query?: unknown };
  readonly requestBody?: unknown;
  readonly responses: unknown;
}

type OperationOf<M extends Method, P extends PathOf<M>> = Extract<paths[P][M], Operation>;

interface Json<T> {
  readonly content: { readonly 'application/json': T };
}

type JsonOf<R> = R extends Json<infer T> ? T : never;

type Answers<R> = { [S in keyof R]: S extends 200 | 201 | 202 ? JsonOf<R[S]> : never }[keyof R];

/** What a route answers. */
export type Answer<M extends Method, P extends PathOf<M>> = Answers<OperationOf<M, P>['responses']>;

type Part<Name extends string, T> = [T] extends [undefined]
  ? unknown
  : undefined extends T
    ? Readonly<Partial<Record<Name, NonNullable<T>>>>
    : Readonly<Record<Name, T>>;

type Parts<O extends Operation> = Part<'path', O['parameters']['path']> &
  Part<'query', O['parameters']['query']> &
  Part<'body', O['requestBody'] extends Json<infer T> ? T : undefined> &
  Pick<Call, 'signal' | 'accept'>;

/** What a route takes: the names in its path, its query, its body. */
export type Asked<M extends Method, P extends PathOf<M>> = Parts<OperationOf<M, P>>;

/** Nothing need be said where a route takes nothing. */
type Rest<A> = Partial<A> extends A ? [asked?: A] : [asked: A];

type Said = string | number | boolean | null | undefined;

interface Given {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, Said | readonly Said[]>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly accept?: readonly number[];
}

const METHODS = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;

/** A route's address with its names filled in; what of a query is null or empty is not said. */
function addressOf(path: string, names: Given['path'] = {}, query: Given['query'] = {}): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null && one !== '') said.append(name, String(one));
    }
  }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(names[name])),
  );
  return said.size === 0 ? filled : `${filled}?${said}`;
}

async function begun(
  fetch: Fetch,
  method: Method,
  path: string,
  { path: names, query, ...call }: Given = {},
): Promise<Response> {
  return send(fetch, addressOf(path, names, query), { method: METHODS[method], ...call });
}

/** The response to a call of one of our routes, all of it; throws ApiError as `send` does. */
export async function request<M extends Method, P extends PathOf<M>>(
  fetch: Fetch,
  method: M,
  path: P,
  ...[asked]: Rest<Asked<M, P>>
): Promise<Response> {
  const response = await begun(fetch, method, path, asked);
  const { status, headers } = response;
  // What nobody reads to its end holds one of the few connections that a browser has.
  const body = await response.arrayBuffer().catch((cause: unknown) => {
    throw new ApiError(status, { cause });
  });
  return new Response(body.byteLength === 0 ? null : body, { status, headers });
}

/** The answer of one of our routes, typed by the document of its server. */
export async function ask<M extends Method, P extends PathOf<M>>(
  fetch: Fetch,
  method: M,
  path: P,
  ...rest: Rest<Asked<M, P>>
): Promise<Answer<M, P>> {
  const [asked] = rest;
  return (await readJson(await begun(fetch, method, path, asked))) as Answer<M, P>;
}
