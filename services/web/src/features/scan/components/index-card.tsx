import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';
import { count, type IndexStatus } from '../progress';
import { Bar } from './bar';
import { Card } from './card';

/** How far the index of one's own assets is. */
export function IndexCard({ index }: { index: IndexStatus }): ReactElement {
  const { states, of } = strings.scan;
  return (
    <Card title={strings.scan.index} state={states[index.state] ?? index.state}>
      {index.state === 'running' && (
        <Bar
          label={strings.scan.index}
          share={index.total === 0 ? undefined : Math.min(1, index.done / index.total)}
        />
      )}
      <p className="text-quiet text-sm">{of(count(index.done), count(index.total))}</p>
    </Card>
  );
}
