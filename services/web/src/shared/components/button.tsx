import type { ComponentProps, ReactElement } from 'react';

const looks = {
  filled: 'bg-primary text-on-primary hover:opacity-90',
  plain: 'text-primary hover:bg-subtle',
  round: 'size-11 rounded-full! px-0! text-ink hover:bg-subtle',
};

/** A button in one of the looks of the page, at least 44 pixels high. */
export function Button({
  look = 'filled',
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: keyof typeof looks }): ReactElement {
  return (
    <button
      type="button"
      className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-lg px-4 font-medium whitespace-nowrap transition-colors disabled:opacity-60 ${looks[look]} ${className}`}
      {...rest}
    />
  );
}
