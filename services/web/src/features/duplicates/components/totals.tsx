import type { ReactElement } from 'react';
import { fileSize } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import { useCounts } from '../api/get-groups';
import { useSitting } from '../api/sitting';
import type { Filters } from '../filters';
import { count } from '../words';

/** What is left, what it takes up, and what was freed. */
export function Totals({ filters }: { filters: Filters }): ReactElement {
  const counts = useCounts(filters).data;
  const { savedBytes } = useSitting();
  const words = strings.duplicates;
  const sums = filters.type === '' ? counts : counts?.byType[filters.type];
  return (
    <ul
      role="list"
      className="text-quiet flex min-h-6 flex-wrap gap-x-4 text-sm tabular-nums"
      aria-live="polite"
    >
      {counts !== undefined && <li>{words.left(count(sums?.groups ?? 0))}</li>}
      {sums !== undefined && <li>{words.reclaimable(fileSize(sums.reclaimableBytes))}</li>}
      {savedBytes > 0 && <li className="text-success">{words.saved(fileSize(savedBytes))}</li>}
    </ul>
  );
}
