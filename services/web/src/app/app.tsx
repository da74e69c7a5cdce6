import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { SessionGate } from '@/features/session/components/session-gate';
import { PhotosPage } from '@/features/shots/components/photos-page';
import { PortsContext, type Ports } from '@/shared/ports';
import { Shell } from './shell';

/** The whole page over its ports. */
export function App({ ports, client }: { ports: Ports; client: QueryClient }): ReactElement {
  return (
    <PortsContext value={ports}>
      <QueryClientProvider client={client}>
        <SessionGate>
          {(user) => (
            <Shell user={user}>
              <PhotosPage />
            </Shell>
          )}
        </SessionGate>
      </QueryClientProvider>
    </PortsContext>
  );
}
