import { mdiPlayCircleOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import type { Box } from '../justify';
import type { Shot } from '../shot';
import { Thumbnail } from './thumbnail';
import { VersionBadge } from './version-badge';

/** Below this width in pixels a badge has room for a number only. */
const COMPACT_BELOW = 150;

/** One shot: its picture, what it is made of, and a press to see its versions. */
export function ShotCard(props: {
  shot: Shot;
  box: Box;
  onOpen: (key: string) => void;
}): ReactElement {
  const { shot, box, onOpen } = props;
  const compact = box.width < COMPACT_BELOW;
  const chip = shot.groupType === null ? undefined : strings.groupTypes[shot.groupType];
  return (
    <li className="absolute" style={{ ...box }}>
      <article aria-label={shot.filename} className="size-full">
        <button
          type="button"
          className="bg-subtle group relative block size-full overflow-hidden outline-none"
          style={{ backgroundColor: shot.color ?? undefined }}
          onClick={() => {
            onOpen(shot.key);
          }}
        >
          <Thumbnail version={shot.versions[0]} />
          <span className="absolute inset-0 bg-black/0 border-primary inset-ring-white transition-colors group-hover:bg-black/10 group-focus-visible:border-4 group-focus-visible:inset-ring-2" />
          {shot.isVideo && (
            <span className="absolute top-1.5 right-1.5 rounded-full bg-black/50 text-white">
              <Icon path={mdiPlayCircleOutline} size={22} />
            </span>
          )}
          <span className="absolute bottom-1.5 left-1.5 flex flex-wrap gap-1">
            {shot.versions.length > 1 && (
              <VersionBadge count={shot.versions.length} compact={compact} />
            )}
            {chip !== undefined && !compact && (
              <span className="rounded-full bg-black/70 px-2 py-0.5 text-xs font-medium text-white">
                {chip}
              </span>
            )}
          </span>
        </button>
      </article>
    </li>
  );
}
