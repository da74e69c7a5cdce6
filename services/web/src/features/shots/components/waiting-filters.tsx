import { mdiArrowLeft } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import type { Filter } from '../filters';

const words = strings.shots;

/** Beside a search, which they do not cut: the filters that hold as soon as one is back. */
export function WaitingFilters(props: {
  filters: readonly Filter[];
  onBack: () => void;
}): ReactElement {
  return (
    <div
      role="group"
      aria-label={words.filtersWaiting}
      className="flex flex-wrap items-center gap-2"
    >
      {props.filters.map((filter) => (
        <button key={filter} type="button" className="chip" onClick={props.onBack}>
          <Icon path={mdiArrowLeft} size={16} />
          {words.filterNames[filter]}
        </button>
      ))}
      <span className="text-quiet text-sm">{words.filtersWait}</span>
    </div>
  );
}
