import { mdiImageOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';

/** What a library without photos looks like. */
export function EmptyLibrary(): ReactElement {
  return (
    <div className="text-quiet flex flex-col items-center gap-2 px-4 py-24 text-center">
      <Icon path={mdiImageOutline} size={64} />
      <p className="text-ink text-lg font-medium">{strings.shots.empty}</p>
      <p>{strings.shots.emptyHint}</p>
    </div>
  );
}
