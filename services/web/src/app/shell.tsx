import type { ReactElement, ReactNode } from 'react';
import { SignOutButton } from '@/features/session/components/sign-out-button';
import type { User } from '@/features/session/session';
import { Logo } from '@/shared/components/logo';
import { strings } from '@/shared/strings';

/** What stands around every page of a signed-in user. */
export function Shell({ user, children }: { user: User; children: ReactNode }): ReactElement {
  return (
    <>
      <header className="bg-page border-line sticky top-0 z-30 flex h-14 items-center gap-3 border-b px-3 md:px-4">
        <Logo />
        <span className="text-primary text-lg font-semibold">{strings.product}</span>
        <span className="text-quiet ml-auto truncate text-sm">{user.name}</span>
        <SignOutButton />
      </header>
      <main className="pb-12">{children}</main>
    </>
  );
}
