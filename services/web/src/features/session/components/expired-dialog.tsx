import { useEffect, useId, useRef, type ReactElement } from 'react';
import { strings } from '@/shared/strings';
import { useSignedInElsewhere } from '../api/get-session';
import { useEnter } from '../enter';
import type { User } from '../session';
import { WaysIn } from './ways-in';

/** Over the page, which stays as it is, once its session has ended; it closes by signing in only. */
export function ExpiredDialog({ user }: { user: User }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const elsewhere = useSignedInElsewhere();
  const enter = useEnter();
  const words = strings.session;
  const open = () => dialog.current?.showModal();
  useEffect(() => {
    open();
  }, []);
  useEffect(() => {
    if (elsewhere !== undefined) enter(elsewhere);
  }, [elsewhere, enter]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={open}
      className="bg-page text-ink border-line m-auto w-full max-w-md overflow-y-auto rounded-3xl border backdrop:bg-black/60"
    >
      <div className="flex flex-col gap-5 p-8">
        <div>
          <h2 id={heading} className="text-xl font-semibold">
            {words.expired}
          </h2>
          <p className="text-quiet text-sm">{words.expiredHint(user.name)}</p>
        </div>
        <WaysIn email={user.email} tab="new" atOnce={false} />
      </div>
    </dialog>
  );
}
