import { mdiClose } from '@mdi/js';
import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { strings } from '../strings';
import { Button } from './button';
import { Icon } from './icon';

const widths = { narrow: 'md:max-w-lg', wide: 'md:max-w-4xl' };

/** A window over the page: a sheet on phones, in the middle of wider screens. */
export function Dialog({
  title,
  width = 'narrow',
  children,
  onClose,
}: {
  title: string;
  width?: keyof typeof widths;
  children: ReactNode;
  onClose: () => void;
}): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
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
      className={`bg-page text-ink border-line m-auto mb-0 w-full max-w-none overflow-hidden rounded-t-3xl border backdrop:bg-black/60 md:mb-auto md:rounded-3xl ${widths[width]}`}
    >
      <div className="flex max-h-[90dvh] flex-col">
        <header className="border-line flex items-center gap-2 border-b py-2 pr-2 pl-5">
          <h2 id={heading} className="min-w-0 flex-1 truncate text-lg font-medium">
            {title}
          </h2>
          <Button look="round" aria-label={strings.close} onClick={close}>
            <Icon path={mdiClose} size={24} />
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
