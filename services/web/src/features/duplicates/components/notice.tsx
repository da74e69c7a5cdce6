import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';

/** Something that happened beside what one does, and what one can do about it. */
export function Notice(props: {
  text: string;
  action: string;
  onAction: () => void;
}): ReactElement {
  return (
    <div
      role="status"
      className="border-line my-2 flex flex-wrap items-center gap-2 rounded-lg border py-1 pr-1 pl-4"
    >
      <p className="min-w-0 flex-1">{props.text}</p>
      <Button look="plain" onClick={props.onAction}>
        {props.action}
      </Button>
    </div>
  );
}
