import { mdiMagnify } from '@mdi/js';
import { useMemo, useRef, type ReactElement } from 'react';
import { useShortcuts } from '../keys/use-shortcuts';
import { Icon } from './icon';

/** Words that cut a list down while they are typed; `/` comes here. */
export function SearchField(props: {
  label: string;
  words: string;
  onChange: (words: string) => void;
}): ReactElement {
  const { label, words, onChange } = props;
  const field = useRef<HTMLInputElement>(null);
  useShortcuts(
    label,
    useMemo(() => [{ keys: ['/'], label, run: () => field.current?.focus() }], [label]),
  );
  return (
    <div
      role="search"
      className="bg-subtle flex min-h-11 w-full max-w-xl items-center gap-2 rounded-full px-4"
    >
      <Icon path={mdiMagnify} />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={words}
        className="placeholder:text-quiet min-h-11 min-w-0 flex-1 bg-transparent outline-offset-0"
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </div>
  );
}
