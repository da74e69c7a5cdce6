import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon';

/** That there is nothing here, why, and perhaps what to do. */
export function Empty(props: {
  icon: string;
  title: string;
  hint: string;
  children?: ReactNode;
}): ReactElement {
  return (
    <div className="text-quiet flex flex-col items-center gap-2 px-4 py-24 text-center">
      <Icon path={props.icon} size={64} />
      <p className="text-ink text-lg font-medium">{props.title}</p>
      <p>{props.hint}</p>
      {props.children}
    </div>
  );
}
