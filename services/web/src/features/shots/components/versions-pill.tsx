import { mdiImageMultipleOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';

/** On phones, over a photo: how many versions it has, and the way to them. */
export function VersionsPill(props: {
  count: number;
  isOpen: boolean;
  onPress: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      aria-expanded={props.isOpen}
      className="inline-flex min-h-11 shrink-0 items-center md:hidden"
      onClick={props.onPress}
    >
      <span className="flex items-center gap-1.5 rounded-full border border-white/60 bg-black/60 px-3 py-1 text-sm font-medium">
        <Icon path={mdiImageMultipleOutline} size={16} />
        {strings.shots.versions(props.count)}
      </span>
    </button>
  );
}
