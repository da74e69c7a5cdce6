import { useId, useRef, type ReactElement } from 'react';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { strings } from '@/shared/strings';
import { LEVELS, SORTS, TYPES, type Filters } from '../filters';

const field =
  'bg-page border-line text-ink min-h-11 w-full rounded-lg border px-3 text-base sm:w-auto';

/** Which groups are shown, and in which order; every change acts at once. */
export function FilterBar(props: {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}): ReactElement {
  const folder = useRef<HTMLInputElement>(null);
  const { filters, onChange } = props;
  const words = strings.duplicates;
  const prefix = useId();
  useShortcuts(words.keysOfList, [
    { keys: ['/'], label: words.keys.folder, run: () => folder.current?.focus() },
  ]);
  return (
    <div
      role="search"
      aria-label={words.filters}
      className="grid grid-cols-2 gap-2 py-3 sm:flex sm:flex-wrap"
    >
      <Select
        label={words.type}
        values={TYPES}
        names={words.types}
        value={filters.type}
        onChange={(type) => {
          onChange({ type });
        }}
      />
      <Select
        label={words.level}
        values={LEVELS}
        names={words.levels}
        value={filters.level}
        onChange={(level) => {
          onChange({ level });
        }}
      />
      <Select
        label={words.sort}
        values={SORTS}
        names={words.sorts}
        value={filters.sort}
        onChange={(sort) => {
          onChange({ sort });
        }}
      />
      <div className="flex min-w-0 flex-col text-sm">
        <label htmlFor={prefix} className="text-quiet">
          {words.prefix}
        </label>
        <input
          ref={folder}
          id={prefix}
          type="text"
          className={field}
          placeholder={words.prefixHint}
          value={filters.prefix}
          onChange={(event) => {
            onChange({ prefix: event.target.value });
          }}
        />
      </div>
    </div>
  );
}

function Select<T extends string>(props: {
  label: string;
  values: readonly T[];
  names: Readonly<Record<string, string>>;
  value: T;
  onChange: (value: T) => void;
}): ReactElement {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col text-sm">
      <label htmlFor={id} className="text-quiet">
        {props.label}
      </label>
      <select
        id={id}
        className={field}
        value={props.value}
        onChange={(event) => {
          props.onChange(event.target.value as T); // one of the options below
        }}
      >
        {props.values.map((value) => (
          <option key={value} value={value}>
            {props.names[value]}
          </option>
        ))}
      </select>
    </div>
  );
}
