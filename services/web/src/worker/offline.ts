/** As much of a service worker's world as we use. */
export interface WorkerScope {
  readonly caches: {
    open(name: string): Promise<Pages>;
    keys(): Promise<readonly string[]>;
    delete(name: string): Promise<boolean>;
  };
  readonly fetch: (request: PageRequest) => Promise<Response>;
  readonly addEventListener: (
    type: 'install' | 'activate' | 'fetch',
    listener: (event: WorkerEvent) => void,
  ) => void;
}

export interface Pages {
  addAll(paths: readonly string[]): Promise<void>;
  match(path: string): Promise<Response | undefined>;
}

export interface PageRequest {
  readonly mode: string;
  readonly url: string;
}

export interface WorkerEvent {
  readonly request: PageRequest;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

const CACHE = 'twinlens-offline-2';
const PAGE = '/offline.html';
const FILES = [PAGE, '/offline.css', '/offline.js', '/favicon.svg'];

/**
 * Shows a page of its own where the server cannot be reached. Nothing else is ever kept: no
 * answer of the API, no photo, no part of the app that could grow old.
 */
export function installOffline(scope: WorkerScope): void {
  const fromCache = async (path: string) => {
    const kept = await (await scope.caches.open(CACHE)).match(path);
    return kept ?? Response.error();
  };
  scope.addEventListener('install', (event) => {
    event.waitUntil(scope.caches.open(CACHE).then((cache) => cache.addAll(FILES)));
  });
  scope.addEventListener('activate', (event) => {
    event.waitUntil(
      scope.caches
        .keys()
        .then((names) =>
          Promise.all(
            names.filter((name) => name !== CACHE).map((name) => scope.caches.delete(name)),
          ),
        ),
    );
  });
  scope.addEventListener('fetch', (event) => {
    const { pathname } = new URL(event.request.url);
    const isPage = event.request.mode === 'navigate' && !pathname.startsWith('/api/');
    if (!isPage && !FILES.includes(pathname)) return;
    event.respondWith(scope.fetch(event.request).catch(() => fromCache(isPage ? PAGE : pathname)));
  });
}
