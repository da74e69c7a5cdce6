import { mdiArrowLeft } from '@mdi/js';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon';

/** What a part of the library is called, what is known of it, and the way back to all of them. */
export function PartHeading(props: {
  back: string;
  backLabel: string;
  title: string;
  facts: readonly string[];
  children?: ReactNode;
}): ReactElement {
  return (
    <div className="px-3 pt-2 md:px-4">
      <Link
        href={props.back}
        className="text-primary inline-flex min-h-11 items-center gap-1 font-medium"
      >
        <Icon path={mdiArrowLeft} />
        {props.backLabel}
      </Link>
      <h1 className="text-2xl font-semibold break-words">{props.title}</h1>
      <p className="text-quiet min-h-6">{props.facts.join(' · ')}</p>
      {props.children}
    </div>
  );
}
