import { useId, type ReactElement } from 'react';

/** Something that is on or off. */
export function Switch(props: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}): ReactElement {
  const hint = useId();
  return (
    <div>
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          className="accent-primary size-5 shrink-0"
          aria-describedby={props.hint === undefined ? undefined : hint}
          checked={props.checked}
          onChange={(event) => {
            props.onChange(event.target.checked);
          }}
        />
        <span className="font-medium">{props.label}</span>
      </label>
      {props.hint !== undefined && (
        <p id={hint} className="text-quiet pl-8 text-sm">
          {props.hint}
        </p>
      )}
    </div>
  );
}
