import { mdiLightbulbOnOutline } from '@mdi/js';
import { useEffect, type ReactElement } from 'react';
import { Failure } from '@/shared/components/failure';
import { Icon } from '@/shared/components/icon';
import { useNearViewport } from '@/shared/hooks/use-near-viewport';
import { strings } from '@/shared/strings';
import { useOrphans } from '../api/get-orphans';
import { AcceptAll } from './accept-all';
import { OrphanList } from './orphan-list';

/** RAWs that stand alone, each with the photos it may belong to. */
export function SuggestionsPage(): ReactElement {
  const orphans = useOrphans();
  const words = strings.suggestions;
  const { data: found = [] } = orphans;
  return (
    <div className="mx-auto max-w-4xl px-3 md:px-4">
      <div className="flex flex-wrap items-center gap-x-4 pt-3 pb-4">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="pb-1 text-xl font-semibold">{words.title}</h1>
          <p className="text-quiet">{words.intro}</p>
        </div>
        {found.length > 0 && <AcceptAll />}
      </div>
      {orphans.isPending && <p role="status">{strings.loading}</p>}
      {found.length > 0 && <OrphanList orphans={found} />}
      {orphans.isSuccess && found.length === 0 && !orphans.hasNextPage && <Empty />}
      {orphans.hasNextPage && !orphans.isError && (
        <More
          key={found.length}
          isFetching={orphans.isFetching}
          onNear={() => void orphans.fetchNextPage()}
        />
      )}
      {orphans.isError && (
        <Failure
          error={orphans.error}
          onRetry={() =>
            void (orphans.isFetchNextPageError ? orphans.fetchNextPage() : orphans.refetch())
          }
        />
      )}
    </div>
  );
}

function More(props: { isFetching: boolean; onNear: () => void }): ReactElement {
  const [ref, isNear] = useNearViewport(800);
  const { isFetching, onNear } = props;
  useEffect(() => {
    if (isNear && !isFetching) onNear();
  }, [isNear, isFetching, onNear]);
  return (
    <p ref={ref} role="status" className="text-quiet p-4 text-center">
      {strings.suggestions.loadingMore}
    </p>
  );
}

function Empty(): ReactElement {
  const words = strings.suggestions;
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-16 text-center">
      <span className="text-quiet">
        <Icon path={mdiLightbulbOnOutline} size={40} />
      </span>
      <p className="font-medium">{words.empty}</p>
      <p className="text-quiet">{words.emptyHint}</p>
    </div>
  );
}
