import { useMemo, type ReactElement } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { strings } from '@/shared/strings';
import { filtersOf, type Filter } from '../filters';
import { useSelection } from '../use-selection';
import { useViewing } from '../use-viewing';
import { FilterBar } from './filter-bar';
import { Library } from './library';
import { SearchBox } from './search-box';
import { SearchResults } from './search-results';
import { SelectionBar } from './selection-bar';

const pathOf = (assetId?: string): string => (assetId === undefined ? '/' : `/photos/${assetId}`);

/** The filters of the address, the same list as long as they are the same. */
function useFilters(address: URLSearchParams): readonly Filter[] {
  const named = filtersOf(address).join();
  return useMemo(
    () => filtersOf(new URLSearchParams(named.split(',').map((name) => ['filter', name]))),
    [named],
  );
}

/** The whole library, one card a shot: to look through, to search, to open. */
export function PhotosPage({ assetId }: { assetId: string | undefined }): ReactElement {
  const [address] = useSearchParams();
  const [, navigate] = useLocation();
  const filters = useFilters(address);
  const search = address.get('q') ?? '';
  const selection = useSelection();
  const viewing = useViewing(pathOf);
  const change = (name: string, values: readonly string[]) => {
    selection.clear();
    const query = new URLSearchParams(address);
    query.delete('at');
    query.delete(name);
    for (const value of values) query.append(name, value);
    navigate(`/?${query}`);
  };
  const onRest = (moment: string) => {
    if (assetId !== undefined) return;
    const query = new URLSearchParams(address);
    query.delete('at');
    if (moment !== '') query.set('at', moment);
    navigate(`/?${query}`, { replace: true });
  };
  const changeFilters = (filters: readonly Filter[]) => {
    change('filter', filters);
  };
  return (
    <>
      <div className="flex flex-col gap-3 px-3 pt-3 pb-2 md:px-4">
        <h1 className="sr-only">{strings.shots.title}</h1>
        <SearchBox
          key={search}
          words={search}
          onSearch={(words) => {
            change('q', words === '' ? [] : [words]);
          }}
        />
        {search === '' && <FilterBar filters={filters} onChange={changeFilters} />}
      </div>
      {search === '' ? (
        <Library
          filters={filters}
          at={address.get('at') ?? ''}
          assetId={assetId}
          selection={selection}
          viewing={viewing}
          onRest={onRest}
          onClearFilters={() => {
            changeFilters([]);
          }}
        />
      ) : (
        <SearchResults search={search} assetId={assetId} selection={selection} viewing={viewing} />
      )}
      <SelectionBar selection={selection} />
    </>
  );
}
