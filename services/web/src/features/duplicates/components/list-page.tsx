import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { Button } from '@/shared/components/button';
import { Failure } from '@/shared/components/failure';
import { errorMessage } from '@/shared/error-message';
import { strings } from '@/shared/strings';
import { totalOf, useCounts, useGroups, useVersion } from '../api/get-groups';
import { useSitting } from '../api/sitting';
import { filtersOf, isNarrowed, withFilters } from '../filters';
import { allPicked, nothingPicked, pickedCount } from '../picked';
import { BulkBar } from './bulk-bar';
import { BulkSheet } from './bulk-sheet';
import { EmptyList } from './empty-list';
import { FilterBar } from './filter-bar';
import { GroupList } from './group-list';
import { Notice } from './notice';
import { RowSkeletons } from './row-skeletons';
import { Totals } from './totals';
import { Troubles } from './troubles';

const FEW_PAGES = 3;

/** All groups of duplicates, a page after the other. */
export function ListPage(): ReactElement {
  const [params, setParams] = useSearchParams();
  const filters = filtersOf(params);
  const list = useGroups(filters);
  const version = useVersion();
  const { decided } = useSitting();
  const [picked, setPicked] = useState(nothingPicked);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const total = totalOf(useCounts(filters).data, filters);
  const words = strings.duplicates;
  const { data, isFetching, refetch } = list;
  const hasNews = data !== undefined && version !== undefined && version > data.version;
  const isShort = data !== undefined && data.pages <= FEW_PAGES;
  const asksAgain = hasNews && isShort && !isFetching && !list.isError;
  useEffect(() => {
    if (asksAgain) void refetch();
  }, [asksAgain, refetch]);
  const groups = useMemo(
    () => (data?.groups ?? []).filter((group) => !decided.has(group.groupId)),
    [data, decided],
  );
  const isEmpty = data !== undefined && groups.length === 0 && !list.hasNextPage;
  return (
    <div className="mx-auto max-w-6xl px-3 md:px-4">
      <h1 className="pt-3 pb-1 text-xl font-semibold">{words.title}</h1>
      <Totals filters={filters} />
      <Troubles params={params} />
      <FilterBar
        filters={filters}
        onChange={(change) => {
          setPicked(nothingPicked);
          setParams((now) => withFilters(now, change), { replace: true });
        }}
      />
      {hasNews && !isShort && (
        <Notice text={words.news} action={words.showNews} onAction={() => void refetch()} />
      )}
      {list.isError && data !== undefined && (
        <Notice
          text={`${words.moreFailed} ${errorMessage(list.error)}`}
          action={strings.retry}
          onAction={() => void (list.isFetchNextPageError ? list.fetchNextPage() : refetch())}
        />
      )}
      {list.isPending && <RowSkeletons />}
      {list.isLoadingError && (
        <Failure error={list.error} title={words.failed} onRetry={() => void refetch()} />
      )}
      {isEmpty && !isNarrowed(filters) && <EmptyList />}
      {isEmpty && isNarrowed(filters) && (
        <div className="flex flex-col items-center gap-3 py-16 text-center">
          <p className="font-medium">{words.emptyFiltered}</p>
          <Button
            onClick={() => {
              setParams((now) => withFilters(now, { type: '', prefix: '' }), { replace: true });
            }}
          >
            {words.clear}
          </Button>
        </div>
      )}
      {(groups.length > 0 || list.hasNextPage) && (
        <GroupList
          groups={groups}
          params={params}
          picked={picked}
          onPicked={setPicked}
          onNearEnd={() => {
            if (list.hasNextPage && !isFetching && !list.isError) void list.fetchNextPage();
          }}
        />
      )}
      {(picked.isAll || picked.ids.size > 0) && (
        <BulkBar
          picked={pickedCount(picked, total)}
          total={total}
          isAll={picked.isAll}
          onAll={() => {
            setPicked(allPicked);
          }}
          onNone={() => {
            setPicked(nothingPicked);
          }}
          onPreview={() => {
            setSheetOpen(true);
          }}
        />
      )}
      {isSheetOpen && (
        <BulkSheet
          picked={picked}
          groups={groups}
          filters={filters}
          params={params}
          onClose={() => {
            setSheetOpen(false);
          }}
          onDone={() => {
            setPicked(nothingPicked);
          }}
        />
      )}
    </div>
  );
}
