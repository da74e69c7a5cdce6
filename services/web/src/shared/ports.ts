import { createContext, use } from 'react';
import type { Fetch } from './http';

/** A stream of server-sent events, as much of the browser's EventSource as we use. */
export interface EventStream {
  /** 2 when the browser has given up. */
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

/** Where small choices are kept on this device; the browser's localStorage. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** What is kept as long as a tab is open, through every reload; the browser's sessionStorage. */
export interface TabStore extends Store {
  clear(): void;
}

/** Whether the device has a connection, as far as it knows. */
export interface Connection {
  readonly isOnline: () => boolean;
  /** Tells of every change; the answer ends that. */
  readonly subscribe: (changed: () => void) => () => void;
}

/** The parts of the outer world that the page asks: the server, the clock and the device. */
export interface Ports {
  readonly fetch: Fetch;
  readonly events: (path: string) => EventStream;
  readonly now: () => Date;
  readonly store: Store;
  readonly tab: TabStore;
  readonly connection: Connection;
  /** Goes to an address of somebody else, in this tab or a new one. */
  readonly leave: (url: string, tab: 'here' | 'new') => void;
}

export const PortsContext = createContext<Ports | null>(null);

/** The ports given at start; throws outside the app. */
export function usePorts(): Ports {
  const ports = use(PortsContext);
  if (ports === null) throw new Error('The app gives the ports');
  return ports;
}
