import { useQueryClient } from '@tanstack/react-query';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { User } from '@/features/session/session';
import { PortsContext, usePorts } from '@/shared/ports';
import { ToastsProvider } from '@/shared/toasts/toasts-provider';
import { ownTab } from './own-tab';
import { takersOf } from './takers';

/** What is one user's: their part of the tab, what is told to them, and what they did there. */
export function UserWorld(props: { user: User; children: ReactNode }): ReactElement {
  const { userId } = props.user;
  const outer = usePorts();
  const client = useQueryClient();
  const ports = useMemo(() => ({ ...outer, tab: ownTab(outer.tab, userId) }), [outer, userId]);
  const takers = useMemo(() => takersOf(client, ports), [client, ports]);
  return (
    <PortsContext value={ports}>
      <ToastsProvider takers={takers}>{props.children}</ToastsProvider>
    </PortsContext>
  );
}
