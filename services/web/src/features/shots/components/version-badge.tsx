import { mdiImageMultipleOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';

/** How many versions a shot has; on a small card the words are left to screen readers. */
export function VersionBadge(props: { count: number; compact: boolean }): ReactElement {
  const words = strings.shots.versions(props.count);
  return (
    <span className="flex items-center gap-1 rounded-full bg-black/70 px-2 py-0.5 text-xs font-medium text-white">
      <Icon path={mdiImageMultipleOutline} size={14} />
      {props.compact && <span aria-hidden="true">{props.count}</span>}
      <span className={props.compact ? 'sr-only' : ''}>{words}</span>
    </span>
  );
}
