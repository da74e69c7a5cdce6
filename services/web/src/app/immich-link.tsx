import { mdiOpenInNew } from '@mdi/js';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { askImmich } from '@/shared/immich';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';

/** The address that Immich's admin says it has; nothing where it says none. */
function addressIn(config: unknown): string | null {
  const { externalDomain } = config as { readonly externalDomain?: unknown };
  const told = String(externalDomain);
  return /^https?:/.test(told) && URL.canParse(told) ? new URL(told).href : null;
}

/** The way to Immich's own page, where its address is known. */
export function ImmichLink(): ReactElement | null {
  const { fetch } = usePorts();
  const { data: address = null } = useQuery({
    queryKey: ['immich', 'address'],
    queryFn: async ({ signal }) => addressIn(await askImmich(fetch, '/server/config', signal)),
    staleTime: Infinity,
  });
  if (address === null) return null;
  return (
    <a
      href={address}
      target="_blank"
      rel="noreferrer"
      className="hover:bg-subtle flex min-h-11 items-center gap-3 rounded-full px-4"
    >
      <Icon path={mdiOpenInNew} size={24} />
      {strings.nav.immich}
    </a>
  );
}
