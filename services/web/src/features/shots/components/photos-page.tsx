import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { Failure } from '@/shared/components/failure';
import { strings } from '@/shared/strings';
import { useAssetPages } from '../api/get-shots';
import { shotsOf, type Shot } from '../shot';
import { EmptyLibrary } from './empty-library';
import { Notice } from './notice';
import { Timeline } from './timeline';
import { TimelineEnd } from './timeline-end';
import { TimelineSkeleton } from './timeline-skeleton';
import { VersionsDialog } from './versions-dialog';

/** The whole library, one card per shot. */
export function PhotosPage(): ReactElement {
  return (
    <>
      <h1 className="px-3 pt-3 pb-1 text-xl font-semibold md:px-4">{strings.shots.title}</h1>
      <Photos />
    </>
  );
}

function Photos(): ReactElement {
  const query = useAssetPages();
  const { data, fetchNextPage } = query;
  const shots = useMemo(() => shotsOf((data?.pages ?? []).flatMap((page) => page.assets)), [data]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (query.isPending) return <TimelineSkeleton />;
  if (data === undefined) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      {query.isRefetchError && <Notice>{strings.shots.stale}</Notice>}
      {data.pages.some((page) => page.partial) && <Notice>{strings.shots.partial}</Notice>}
      {shots.length === 0 && !query.hasNextPage ? <EmptyLibrary /> : <Browser shots={shots} />}
      {query.hasNextPage && (
        <TimelineEnd
          key={data.pages.length}
          isFetching={query.isFetchingNextPage}
          error={query.isFetchNextPageError ? query.error : null}
          onMore={more}
        />
      )}
    </>
  );
}

function Browser({ shots }: { shots: readonly Shot[] }): ReactElement {
  const [openKey, setOpenKey] = useState('');
  const open = shots.find((shot) => shot.key === openKey);
  const close = () => {
    setOpenKey('');
  };
  return (
    <>
      <Timeline shots={shots} onOpen={setOpenKey} />
      {open !== undefined && <VersionsDialog key={openKey} shot={open} onClose={close} />}
    </>
  );
}
