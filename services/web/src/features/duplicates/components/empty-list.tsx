import { mdiCheckAll } from '@mdi/js';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';

/** Nothing is left to decide. */
export function EmptyList(): ReactElement {
  const words = strings.duplicates;
  return (
    <div className="flex flex-col items-center gap-3 py-16 text-center">
      <span className="text-success">
        <Icon path={mdiCheckAll} size={40} />
      </span>
      <p className="font-medium">{words.empty}</p>
      <p className="text-quiet">{words.emptyHint}</p>
      <Link href="/scan" className="text-primary inline-flex min-h-11 items-center underline">
        {words.toScan}
      </Link>
    </div>
  );
}
