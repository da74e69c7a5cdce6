import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { SessionGate } from '@/features/session/components/session-gate';
import { KeysProvider } from '@/shared/keys/keys-provider';
import { PortsContext, type Ports } from '@/shared/ports';
import { Pages } from './pages';
import { Shell } from './shell';
import { UserWorld } from './user-world';

/** The whole page over its ports. */
export function App({ ports, client }: { ports: Ports; client: QueryClient }): ReactElement {
  return (
    <PortsContext value={ports}>
      <QueryClientProvider client={client}>
        <KeysProvider>
          <SessionGate>
            {(user) => (
              <UserWorld user={user}>
                <Shell user={user}>
                  <Pages user={user} />
                </Shell>
              </UserWorld>
            )}
          </SessionGate>
        </KeysProvider>
      </QueryClientProvider>
    </PortsContext>
  );
}
