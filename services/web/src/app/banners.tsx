import { mdiCloudOffOutline, mdiLanDisconnect } from '@mdi/js';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { ApiError } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';

/** Whether something on the screen could not be asked for again, because what is behind is away. */
function isAway(client: QueryClient): boolean {
  return client.getQueryCache().findAll({ type: 'active' }).some(isStale);
}

function isStale({ state }: { state: { data: unknown; error: Error | null } }): boolean {
  const { data, error } = state;
  return data !== undefined && error instanceof ApiError && [502, 503, 504].includes(error.status);
}

/** Over every page: what is shown may be out of date, and why. */
export function Banners(): ReactElement {
  const { connection } = usePorts();
  const client = useQueryClient();
  const isOnline = useSyncExternalStore(connection.subscribe, connection.isOnline);
  const away = useSyncExternalStore(
    useCallback((changed) => client.getQueryCache().subscribe(changed), [client]),
    () => isAway(client),
  );
  const words = strings.banners;
  const tryAgain = () => {
    void client.refetchQueries({ type: 'active', predicate: isStale });
  };
  return (
    <div role="status">
      {!isOnline && <Banner icon={mdiCloudOffOutline} text={words.offline} />}
      {isOnline && away && (
        <Banner icon={mdiLanDisconnect} text={words.away}>
          <Button look="plain" onClick={tryAgain}>
            {strings.retry}
          </Button>
        </Banner>
      )}
    </div>
  );
}

function Banner(props: { icon: string; text: string; children?: ReactElement }): ReactElement {
  return (
    <div className="bg-subtle border-line flex min-h-11 items-center gap-x-3 border-b px-3 md:px-4">
      <Icon path={props.icon} />
      <p className="min-w-0 flex-1 py-2">{props.text}</p>
      {props.children}
    </div>
  );
}
