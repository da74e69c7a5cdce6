import { useMemo, type ReactElement } from 'react';
import { strings } from '@/shared/strings';
import { useFilterCounts } from '../api/get-counts';
import type { Cut } from '../filters';
import { useGridAddress } from '../use-grid-address';
import { useSelection } from '../use-selection';
import { useViewing } from '../use-viewing';
import { EmptyLibrary } from './empty-library';
import { FilterBar } from './filter-bar';
import { Library } from './library';
import { SearchBox } from './search-box';
import { SearchResults } from './search-results';
import { SelectionBar } from './selection-bar';
import { WaitingFilters } from './waiting-filters';

const pathOf = (assetId?: string): string => (assetId === undefined ? '/' : `/photos/${assetId}`);

/** The whole library, one card a shot: to look through, to search, to open. */
export function PhotosPage({ assetId }: { assetId: string | undefined }): ReactElement {
  const selection = useSelection();
  const address = useGridAddress(pathOf(), assetId !== undefined, selection.clear);
  const { filters, search, setFilters } = address;
  const cut = useMemo<Cut>(
    () => ({ filter: filters, albumId: null, personId: null, order: 'desc' }),
    [filters],
  );
  const viewing = useViewing(pathOf);
  return (
    <>
      <div className="flex flex-col gap-3 px-3 pt-3 pb-2 md:px-4">
        <h1 className="sr-only">{strings.shots.title}</h1>
        <SearchBox
          key={search}
          words={search}
          isCovered={assetId !== undefined}
          onSearch={address.setSearch}
        />
        {search === '' && <LibraryFilters filters={filters} onChange={setFilters} />}
        {search !== '' && filters.length > 0 && (
          <WaitingFilters
            filters={filters}
            onBack={() => {
              address.setSearch('');
            }}
          />
        )}
      </div>
      {search === '' ? (
        <Library
          cut={cut}
          nothing={<EmptyLibrary />}
          at={address.at}
          assetId={assetId}
          selection={selection}
          viewing={viewing}
          onRest={address.onRest}
          onClearFilters={() => {
            setFilters([]);
          }}
        />
      ) : (
        <SearchResults search={search} assetId={assetId} selection={selection} viewing={viewing} />
      )}
      <SelectionBar selection={selection} />
    </>
  );
}

/** The filters with what the whole library has of each kind. */
function LibraryFilters(
  props: Pick<Parameters<typeof FilterBar>[0], 'filters' | 'onChange'>,
): ReactElement {
  return <FilterBar {...props} counts={useFilterCounts()} />;
}
