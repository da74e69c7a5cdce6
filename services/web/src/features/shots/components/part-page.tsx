import { useCallback, type ReactElement } from 'react';
import { cardQuery, type Counts, type Part } from '../filters';
import { useGridAddress } from '../use-grid-address';
import { useSelection } from '../use-selection';
import { useViewing } from '../use-viewing';
import { FilterBar } from './filter-bar';
import { Library } from './library';
import { SelectionBar } from './selection-bar';

const UNKNOWN: Counts = {};

/** The timeline of a part of the library, which stands at a path and says what it is by itself. */
export function PartPage(props: {
  part: Part;
  path: string;
  assetId: string | undefined;
  nothing: ReactElement;
}): ReactElement {
  const { part, path, assetId, nothing } = props;
  const selection = useSelection();
  const address = useGridAddress(path, assetId !== undefined, selection.clear);
  const { filters, setFilters } = address;
  const pathOf = useCallback(
    (open?: string) => (open === undefined ? path : `${path}/photos/${open}`),
    [path],
  );
  const viewing = useViewing(pathOf);
  return (
    <>
      <div className="px-3 pt-3 pb-2 md:px-4">
        <FilterBar filters={filters} counts={UNKNOWN} onChange={setFilters} />
      </div>
      <Library
        query={cardQuery(filters, part)}
        isFiltered={filters.length > 0}
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
