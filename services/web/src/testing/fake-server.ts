import type { User } from '@/features/session/session';
import type { Asset } from '@/features/shots/asset';
import type { Fetch } from '@/shared/http';

export const ada: User = { userId: 'u1', name: 'Ada', email: 'ada@example.com', isAdmin: false };
export const IDENTITY_PROVIDER = 'https://id.example/authorize';
export const PASSWORD = 'correct horse';

type Answer = () => Response | Promise<Response>;

/** A gateway in memory, with one user, that fails where it is told to. */
export class FakeServer {
  signedIn = true;
  user: User = ada;
  assets: Asset[] = [];
  pageSize = 250;
  partial = false;
  options = {
    passwordLogin: true,
    oauth: false,
    oauthButtonText: '',
    oauthAutoLaunch: false,
    loginPageMessage: '',
  };
  readonly sizes = new Map<string, number>();
  readonly calls: { readonly route: string; readonly init: RequestInit }[] = [];
  private readonly troubles = new Map<string, Answer>();

  /** From now on the route answers so; `fails` and `never` are the usual ways. */
  answer(route: string, answer: Answer): void {
    this.troubles.set(route, answer);
  }

  /** The route works again. */
  heal(route: string): void {
    this.troubles.delete(route);
  }

  countOf(route: string): number {
    return this.calls.filter((call) => call.route === route).length;
  }

  readonly fetch: Fetch = async (path, init) => {
    const route = `${String(init.method)} ${path}`;
    this.calls.push({ route, init });
    return (this.troubles.get(route) ?? (() => this.reply(route, init)))();
  };

  private reply(route: string, init: RequestInit): Response {
    const body = JSON.parse(typeof init.body === 'string' ? init.body : '{}') as Body;
    if (route === 'POST /api/session') return this.signIn(body.password);
    if (route === 'GET /api/session/options') return Response.json(this.options);
    if (route === 'POST /api/session/oauth/start') return Response.json({ url: IDENTITY_PROVIDER });
    if (route === 'POST /api/session/oauth/finish') return this.letIn();
    if (!this.signedIn) return fails(401)();
    if (route === 'GET /api/session') return Response.json(this.user);
    if (route === 'DELETE /api/session') return this.signOut();
    if (route === 'POST /api/immich/search/metadata') return this.search(body.page);
    const size = this.sizes.get(route.replace('GET /api/immich/assets/', ''));
    return Response.json(size === undefined ? {} : { exifInfo: { fileSizeInByte: size } });
  }

  private signIn(password: string): Response {
    return password === PASSWORD ? this.letIn() : fails(401)();
  }

  private letIn(): Response {
    this.signedIn = true;
    return Response.json(this.user, { status: 201 });
  }

  private signOut(): Response {
    this.signedIn = false;
    return new Response(null, { status: 204 });
  }

  private search(page: number): Response {
    const end = page * this.pageSize;
    const nextPage = end < this.assets.length ? `${page + 1}` : null;
    const items = this.assets.slice(end - this.pageSize, end);
    return Response.json(
      { albums: { items: [] }, assets: { items, nextPage } },
      this.partial ? { headers: { 'X-Twinlens-Enrichment': 'partial; reason=grouping' } } : {},
    );
  }
}

interface Body {
  readonly password: string;
  readonly page: number;
}

/** An answer that is an error. */
export const fails = (status: number) => (): Response =>
  Response.json({ title: 'trouble', status }, { status });

/** An answer that is an error, and says why. */
export const refuses =
  (status: number, problem: object, headers: Record<string, string> = {}) =>
  (): Response =>
    Response.json(problem, { status, headers });

/** No connection at all. */
export const unreachable = (): Promise<Response> => Promise.reject(new TypeError('offline'));

/** An answer that is still on its way. */
export const never = (): Promise<Response> => Promise.withResolvers<Response>().promise;
