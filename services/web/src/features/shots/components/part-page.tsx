import { useCallback, useMemo, type ReactElement } from 'react';
import { useCountsOf } from '../api/get-counts';
import type { Cut } from '../filters';
import type { Order } from '../order';
import { useGridAddress } from '../use-grid-address';
import { useSelection } from '../use-selection';
import { useViewing } from '../use-viewing';
import { FilterBar } from './filter-bar';
import { Library } from './library';
import { SelectionBar } from './selection-bar';

/**
 * The timeline of an album or a person, which stands at a path and says what it is by itself.
 */
export function PartPage(props: {
  albumId?: string;
  personId?: string;
  order?: Order;
  path: string;
  assetId: string | undefined;
  nothing: ReactElement;
}): ReactElement {
  const { albumId = null, personId = null, order = 'desc', path, assetId, nothing } = props;
  const selection = useSelection();
  const address = useGridAddress(path, assetId !== undefined, selection.clear);
  const { filters, setFilters } = address;
  const cut = useMemo<Cut>(
    () => ({ filter: filters, albumId, personId, order }),
    [filters, albumId, personId, order],
  );
  const counts = useCountsOf(cut);
  const pathOf = useCallback(
    (open?: string) => (open === undefined ? path : `${path}/photos/${open}`),
    [path],
  );
  const viewing = useViewing(pathOf);
  return (
    <>
      <div className="px-3 pt-3 pb-2 md:px-4">
        <FilterBar filters={filters} counts={counts} onChange={setFilters} />
      </div>
      <Library
        cut={cut}
        nothing={nothing}
        at={address.at}
        assetId={assetId}
        selection={selection}
        viewing={viewing}
        onRest={address.onRest}
        onClearFilters={() => {
          setFilters([]);
        }}
      />
      <SelectionBar selection={selection} />
    </>
  );
}
