import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { SessionGate } from '@/features/session/components/session-gate';
import { ended, sessionKey, type Session } from '@/features/session/session';
import { KeysProvider } from '@/shared/keys/keys-provider';
import { PortsContext, type Ports } from '@/shared/ports';
import { Pages } from './pages';
import { Shell } from './shell';
import { UserWorld } from './user-world';
import { watchful } from './watchful';

/** The whole page over its ports. */
export function App({ ports, client }: { ports: Ports; client: QueryClient }): ReactElement {
  const watched = useMemo<Ports>(() => {
    const onEnd = () => {
      client.setQueryData<Session>(sessionKey, ended);
    };
    return { ...ports, fetch: watchful(ports.fetch, onEnd) };
  }, [ports, client]);
  return (
    <PortsContext value={watched}>
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
