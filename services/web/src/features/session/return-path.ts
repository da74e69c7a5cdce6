import type { Store } from '@/shared/ports';

const STORED = 'twinlens.return';

/** Where the identity provider sends the browser back to. */
export const CALLBACK = '/auth/callback';

/** Remembers the place from which somebody leaves to sign in elsewhere. */
export function rememberReturn(store: Store, path: string): void {
  store.setItem(STORED, path.startsWith(CALLBACK) ? '/' : path);
}

/** The place to go back to: one of this page's own, whatever stands in the store. */
export function returnPath(store: Store): string {
  const path = store.getItem(STORED) ?? '/';
  return /^\/(?![/\\])/.test(path) ? path : '/';
}
