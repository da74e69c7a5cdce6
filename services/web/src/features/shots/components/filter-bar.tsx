import { mdiCheck } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { locale, strings } from '@/shared/strings';
import { FILTERS, toggled, type Counts, type Filter } from '../filters';

/** The kinds of cards, with how many there are; pressed ones alone are shown. */
export function FilterBar(props: {
  filters: readonly Filter[];
  counts: Counts;
  onChange: (filters: readonly Filter[]) => void;
}): ReactElement {
  const { filters, counts, onChange } = props;
  return (
    <div role="group" aria-label={strings.shots.filters} className="flex flex-wrap gap-2">
      {FILTERS.map((filter) => {
        const isOn = filters.includes(filter);
        const count = counts[filter];
        return (
          <button
            key={filter}
            type="button"
            aria-pressed={isOn}
            className="chip"
            onClick={() => {
              onChange(toggled(filters, filter));
            }}
          >
            {isOn && <Icon path={mdiCheck} size={16} />}
            {strings.shots.filterNames[filter]}{' '}
            {count !== undefined && <span>{count.toLocaleString(locale)}</span>}
          </button>
        );
      })}
    </div>
  );
}
