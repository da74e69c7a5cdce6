import { useState, type ReactElement } from 'react';
import { Dialog } from '@/shared/components/dialog';
import { strings } from '@/shared/strings';
import type { Shot } from '../shot';
import { Thumbnail } from './thumbnail';
import { VersionRow } from './version-row';

/** All versions of one shot: a sheet on phones, a window on wider screens. */
export function VersionsDialog({
  shot,
  onClose,
}: {
  shot: Shot;
  onClose: () => void;
}): ReactElement {
  const [chosen, setChosen] = useState('');
  const [primary] = shot.versions;
  const viewed = shot.versions.find((version) => version.id === chosen) ?? primary;
  return (
    <Dialog title={shot.filename} width="wide" onClose={onClose}>
      <div className="flex min-h-0 flex-col md:flex-row">
        <div className="bg-subtle h-[40dvh] md:h-[60dvh] md:flex-1">
          <Thumbnail key={viewed.id} version={viewed} size="preview" fit="contain" />
        </div>
        <div className="overflow-y-auto p-3 md:w-80">
          <p className="text-quiet px-2 pb-2 text-sm">
            {shot.versions.length > 1
              ? strings.shots.versions(shot.versions.length)
              : strings.versions.single}
          </p>
          <ul role="list" className="flex flex-col gap-1">
            {shot.versions.map((version) => (
              <VersionRow
                key={version.id}
                version={version}
                isPrimary={version === primary}
                isViewed={version === viewed}
                onView={setChosen}
              />
            ))}
          </ul>
        </div>
      </div>
    </Dialog>
  );
}
