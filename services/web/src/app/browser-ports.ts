import type { Ports } from '@/shared/ports';

/** The outer world as the browser gives it. */
export function browserPorts(): Ports {
  return {
    fetch: (path, init) => window.fetch(path, init),
    events: (path) => new EventSource(path),
    now: () => new Date(),
    store: window.localStorage,
    tab: window.sessionStorage,
    connection: {
      isOnline: () => navigator.onLine,
      subscribe: (changed) => {
        const ending = new AbortController();
        window.addEventListener('online', changed, ending);
        window.addEventListener('offline', changed, ending);
        return () => {
          ending.abort();
        };
      },
    },
    leave: (url, tab) => {
      window.open(url, tab === 'here' ? '_self' : '_blank', 'noopener');
    },
  };
}
