import { createContext, use } from 'react';
import type { Fetch } from './http';

/** The parts of the outer world that the page asks: the server and the clock. */
export interface Ports {
  readonly fetch: Fetch;
  readonly now: () => Date;
}

export const PortsContext = createContext<Ports | null>(null);

/** The ports given at start; throws outside the app. */
export function usePorts(): Ports {
  const ports = use(PortsContext);
  if (ports === null) throw new Error('The app gives the ports');
  return ports;
}
