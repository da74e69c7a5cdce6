import { mdiLightbulbOnOutline } from '@mdi/js';
import { useEffect, type ReactElement } from 'react';
import { Link } from 'wouter';
import { useGroupCounts } from '@/shared/api/group-counts';
import { Failure } from '@/shared/components/failure';
import { Icon } from '@/shared/components/icon';
import { useNearViewport } from '@/shared/hooks/use-near-viewport';
import { locale, strings } from '@/shared/strings';
import { useOrphans } from '../api/get-orphans';
import { likely } from '../orphan';
import { AcceptAll, LEAST } from './accept-all';
import { OrphanList } from './orphan-list';

/** RAWs that stand alone, each with the photos it may belong to. */
export function SuggestionsPage(): ReactElement {
  const orphans = useOrphans();
  const words = strings.suggestions;
  const { data: found = [] } = orphans;
  const isWhole = orphans.isSuccess && !orphans.hasNextPage;
  return (
    <div className="mx-auto max-w-4xl px-3 md:px-4">
      <div className="flex flex-wrap items-center gap-x-4 pt-3 pb-4">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="pb-1 text-xl font-semibold">{words.title}</h1>
          <p className="text-quiet">{words.intro}</p>
        </div>
        {likely(found, LEAST).ids.length > 0 && <AcceptAll />}
      </div>
      {orphans.isPending && <p role="status">{strings.loading}</p>}
      {found.length > 0 && <OrphanList orphans={found} />}
      {isWhole && found.length === 0 && <Empty />}
      {isWhole && <Lonely shown={found.length} />}
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

/** How many RAWs stand alone beside those that are shown, and the way to them. */
function Lonely({ shown }: { shown: number }): ReactElement | null {
  const all = useGroupCounts().data?.filters['ungrouped_raw'] ?? 0;
  const words = strings.suggestions;
  if (all <= shown) return null;
  return (
    <p className="flex flex-wrap items-center justify-center gap-x-3 py-4 text-center">
      <span>{words.others((all - shown).toLocaleString(locale), shown > 0)}</span>
      <Link
        href="/?filter=ungrouped_raw"
        className="text-primary inline-flex min-h-11 items-center underline"
      >
        {words.showOthers}
      </Link>
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
