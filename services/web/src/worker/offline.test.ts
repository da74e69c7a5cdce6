import { describe, expect, test, vi } from 'vitest';
import { installOffline, type Pages, type WorkerEvent, type WorkerScope } from './offline';

type Kind = 'install' | 'activate' | 'fetch';

/** A browser that has this worker, with or without a connection. */
class FakeBrowser implements WorkerScope {
  online = true;
  readonly kept = new Map<string, Set<string>>();
  private readonly listeners = new Map<Kind, (event: WorkerEvent) => void>();

  readonly caches = {
    open: (name: string): Promise<Pages> => {
      const paths = this.kept.get(name) ?? new Set();
      this.kept.set(name, paths);
      return Promise.resolve({
        addAll: (added) => {
          added.forEach((path) => paths.add(path));
          return Promise.resolve();
        },
        match: (path) =>
          Promise.resolve(paths.has(path) ? new Response(`kept ${path}`) : undefined),
      });
    },
    keys: () => Promise.resolve([...this.kept.keys()]),
    delete: (name: string) => Promise.resolve(this.kept.delete(name)),
  };

  readonly fetch = (): Promise<Response> =>
    this.online ? Promise.resolve(new Response('fresh')) : Promise.reject(new TypeError('offline'));

  readonly addEventListener = (type: Kind, listener: (event: WorkerEvent) => void): void => {
    this.listeners.set(type, listener);
  };

  /** Has something happen, and gives what the worker did. */
  async happen(type: Kind, path = '/', mode = 'navigate'): Promise<Response | undefined> {
    const work: Promise<unknown>[] = [];
    const answers: Promise<Response>[] = [];
    this.listeners.get(type)?.({
      request: { mode, url: `https://photos.example${path}` },
      waitUntil: (one) => work.push(one),
      respondWith: (answer) => answers.push(answer),
    });
    await Promise.all(work);
    return answers[0];
  }
}

async function installed(): Promise<FakeBrowser> {
  const fake = new FakeBrowser();
  installOffline(fake);
  await fake.happen('install');
  return fake;
}

describe('the worker', () => {
  test('keeps the page for being offline, and nothing else', async () => {
    const { kept } = await installed();

    expect([...kept.values()].map((paths) => [...paths])).toEqual([
      ['/offline.html', '/offline.css', '/offline.js', '/favicon.svg'],
    ]);
  });

  test('throws away what an older one kept', async () => {
    const fake = await installed();
    fake.kept.set('twinlens-offline-0', new Set());
    await fake.happen('activate');

    expect([...fake.kept.keys()]).toEqual(['twinlens-offline-2']);
  });

  test('leaves pages to the server as long as there is one', async () => {
    const fake = await installed();

    expect(await (await fake.happen('fetch', '/duplicates'))?.text()).toBe('fresh');
  });

  test('shows its page where the server cannot be reached', async () => {
    const fake = await installed();
    fake.online = false;

    expect(await (await fake.happen('fetch', '/duplicates'))?.text()).toBe('kept /offline.html');
    expect(await (await fake.happen('fetch', '/offline.css', 'no-cors'))?.text()).toBe(
      'kept /offline.css',
    );
  });

  test('is honest when it kept nothing', async () => {
    const fake = await installed();
    fake.online = false;
    fake.kept.clear();

    expect((await fake.happen('fetch'))?.type).toBe('error');
  });

  test.each([
    ['/api/immich/assets/1/original', 'navigate'],
    ['/api/groups', 'cors'],
    ['/assets/index-abcd1234.js', 'no-cors'],
  ])('never answers for %s', async (path, mode) => {
    const fake = await installed();

    expect(await fake.happen('fetch', path, mode)).toBeUndefined();
  });
});

test('a worker begins with itself', async () => {
  const listen = vi.spyOn(self, 'addEventListener');
  await import('./sw');

  expect(listen.mock.calls.map(([type]) => type)).toEqual(['install', 'activate', 'fetch']);
});
