import { useId, type ComponentProps, type ReactElement } from 'react';

/** A text input with its label. */
export function TextField({
  label,
  ...rest
}: ComponentProps<'input'> & { label: string }): ReactElement {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        className="border-quiet/60 bg-page min-h-11 rounded-lg border px-3 text-base"
        {...rest}
      />
    </div>
  );
}
