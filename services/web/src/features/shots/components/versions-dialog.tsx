import { mdiClose } from '@mdi/js';
import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
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
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [chosen, setChosen] = useState('');
  const [primary] = shot.versions;
  const viewed = shot.versions.find((version) => version.id === chosen) ?? primary;
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
      className="bg-page text-ink border-line m-auto mb-0 w-full max-w-none overflow-hidden rounded-t-3xl border backdrop:bg-black/60 md:mb-auto md:max-w-4xl md:rounded-3xl"
    >
      <div className="flex max-h-[90dvh] flex-col">
        <header className="border-line flex items-center gap-2 border-b py-2 pr-2 pl-5">
          <h2 id={heading} className="min-w-0 flex-1 truncate text-lg font-medium">
            {shot.filename}
          </h2>
          <Button look="round" aria-label={strings.versions.close} onClick={close}>
            <Icon path={mdiClose} size={24} />
          </Button>
        </header>
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
      </div>
    </dialog>
  );
}
