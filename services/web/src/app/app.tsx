import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { SessionGate } from '@/features/session/components/session-gate';
import { KeysProvider } from '@/shared/keys/keys-provider';
import { PortsContext, type Ports } from '@/shared/ports';
import { ToastsProvider } from '@/shared/toasts/toasts-provider';
import { Pages } from './pages';
import { Shell } from './shell';

/** The whole page over its ports. */
export function App({ ports, client }: { ports: Ports; client: QueryClient }): ReactElement {
  return (
    <PortsContext value={ports}>
      <QueryClientProvider client={client}>
        <KeysProvider>
          <SessionGate>
            {(user) => (
              <ToastsProvider>
                <Shell user={user}>
                  <Pages user={user} />
                </Shell>
              </ToastsProvider>
            )}
          </SessionGate>
        </KeysProvider>
      </QueryClientProvider>
    </PortsContext>
  );
}
