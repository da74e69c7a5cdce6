import type { User } from '@/features/session/session';
import type { Asset } from '@/features/shots/api/get-asset';
import { shows, type Card } from '@/features/shots/card';
import type { Fetch } from '@/shared/http';
import { anAsset, columnsOf, groupOf, monthsOf } from './cards';

export const ada: User = { userId: 'u1', name: 'Ada', email: 'ada@example.com', isAdmin: false };
export const IDENTITY_PROVIDER = 'https://id.example/authorize';
export const PASSWORD = 'correct horse';

const noCounts = { filters: {}, groups: 0, files: 0, reclaimableBytes: 0, byType: {} };

type Answer = () => Response | Promise<Response>;

/** A gateway in memory, with one user, that fails where it is told to. */
export class FakeServer {
  signedIn = true;
  /** Whether a session that has ended is still named by its cookie. */
  hasEnded = false;
  user: User = ada;
  cards: Card[] = [];
  version = 1;
  /** Whether the newest cards come with the list of months, as they are asked for. */
  bringsNewest = true;
  readonly assets = new Map<string, Asset>();
  options = {
    passwordLogin: true,
    oauth: false,
    oauthButtonText: '',
    oauthAutoLaunch: false,
    loginPageMessage: '',
  };
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
    const asked = route.includes('?') ? route : `${route}?`;
    const isOf = (call: string) => call === route || call.startsWith(asked);
    return this.calls.filter((call) => isOf(call.route)).length;
  }

  readonly fetch: Fetch = async (path, init) => {
    const route = `${String(init.method)} ${path}`;
    const plain = route.replace(/\?.*/, '');
    this.calls.push({ route, init });
    const trouble = this.troubles.get(route) ?? this.troubles.get(plain);
    return (trouble ?? (() => this.reply(plain, init, new URLSearchParams(path.split('?')[1]))))();
  };

  private reply(route: string, init: RequestInit, query: URLSearchParams): Response {
    const body = JSON.parse(typeof init.body === 'string' ? init.body : '{}') as Body;
    if (route === 'POST /api/session') return this.signIn(body.password);
    if (route === 'GET /api/session/options') return Response.json(this.options);
    if (route === 'POST /api/session/oauth/start') return Response.json({ url: IDENTITY_PROVIDER });
    if (route === 'POST /api/session/oauth/finish') return this.letIn();
    const mayBeNobody = route === 'GET /api/session' && query.has('orNobody') && !this.hasEnded;
    if (!this.signedIn) return mayBeNobody ? new Response(null, { status: 204 }) : fails(401)();
    if (route === 'GET /api/session') return Response.json(this.user);
    if (route === 'DELETE /api/session') return this.signOut();
    return this.photos(route, query);
  }

  private photos(route: string, query: URLSearchParams): Response {
    const { cards, version } = this;
    const [, kind, id] = /^GET (.*)\/([^/]+)$/.exec(route) ?? [];
    const columns = (month: string) =>
      columnsOf(cards.filter((card) => card.localDateTime.startsWith(month.slice(0, 7))));
    if (id === 'buckets') {
      const items = monthsOf(cards);
      const isAsked = this.bringsNewest && query.get('newest') === 'true';
      const [newest = null] = items
        .slice(0, Number(isAsked))
        .map(({ timeBucket }) => columns(timeBucket));
      return Response.json({ items, newest, version });
    }
    if (id === 'bucket') {
      return Response.json({ ...columns(String(query.get('timeBucket'))), version });
    }
    if (id === 'counts') return Response.json(noCounts);
    const card = cards.find((one) => one.groupId === id);
    if (kind === '/api/groups' && card !== undefined) return Response.json(groupOf(card));
    return Response.json(this.assets.get(String(id)) ?? this.assetOf(String(id)));
  }

  private assetOf(id: string): unknown {
    const card = this.cards.find((one) => shows(one, id));
    return card === undefined ? {} : anAsset(card, id);
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
}

interface Body {
  readonly password: string;
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
