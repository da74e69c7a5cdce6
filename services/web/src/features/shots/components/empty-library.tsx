import { mdiImageOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { Empty } from '@/shared/components/empty';
import { strings } from '@/shared/strings';
import { useIndexing } from '../api/get-index';
import { TimelineSkeleton } from './timeline-skeleton';

/** What a library without photos looks like; an outline while they are looked for. */
export function EmptyLibrary(): ReactElement {
  const { isRunning } = useIndexing();
  if (isRunning) return <TimelineSkeleton />;
  const words = strings.shots;
  return (
    <Empty icon={mdiImageOutline} title={words.empty} hint={words.emptyHint}>
      <Link href="/scan" className="text-primary flex min-h-11 items-center underline">
        {strings.toScan}
      </Link>
    </Empty>
  );
}
