import { useId, type ReactElement } from 'react';

/** One of several values, and a word about it. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** One value out of several, as radio buttons. */
export function Choices<Value extends string>(props: {
  title: string;
  hint?: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}): ReactElement {
  const name = useId();
  return (
    <fieldset className="border-line rounded-3xl border p-4">
      <legend className="px-1 font-medium">{props.title}</legend>
      {props.hint !== undefined && <p className="text-quiet pb-2 text-sm">{props.hint}</p>}
      {props.choices.map((choice) => (
        <label key={choice.value} className="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            type="radio"
            name={name}
            className="accent-primary size-5 shrink-0"
            checked={choice.value === props.value}
            onChange={() => {
              props.onChange(choice.value);
            }}
          />
          <span>{choice.label}</span>
          <span className="text-quiet ml-auto text-right text-sm">{choice.hint}</span>
        </label>
      ))}
    </fieldset>
  );
}
