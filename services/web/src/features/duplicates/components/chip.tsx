import type { ReactElement } from 'react';

/** A word about a thing. */
export function Chip({
  text,
  isStrong = false,
}: {
  text: string;
  isStrong?: boolean;
}): ReactElement {
  const look = isStrong ? 'border-ink' : 'border-line bg-subtle';
  return <span className={`rounded-full border px-2 text-xs leading-5 ${look}`}>{text}</span>;
}
