import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { strings } from '@/shared/strings';
import { aboveBar } from '@/shared/toasts/above-bar';
import { count } from '../words';

/** What can be done with the groups that are picked. */
export function BulkBar(props: {
  picked: number;
  total: number;
  isAll: boolean;
  onAll: () => void;
  onNone: () => void;
  onPreview: () => void;
}): ReactElement {
  const words = strings.duplicates.bulk;
  return (
    <div
      ref={aboveBar}
      role="group"
      aria-label={words.bar}
      className="bg-page border-line nav:bottom-0 sticky bottom-14 z-20 flex flex-wrap items-center gap-1 border-t py-2"
    >
      <span className="px-2 tabular-nums" role="status">
        {words.picked(count(props.picked))}
      </span>
      {!props.isAll && (
        <Button look="plain" onClick={props.onAll}>
          {words.all(count(props.total))}
        </Button>
      )}
      <Button look="plain" onClick={props.onNone}>
        {words.none}
      </Button>
      <Button className="ml-auto min-h-12" onClick={props.onPreview}>
        {words.preview}
      </Button>
    </div>
  );
}
