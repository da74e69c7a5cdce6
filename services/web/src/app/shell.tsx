import { mdiKeyboardOutline } from '@mdi/js';
import { use, useMemo, type ReactElement, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { SignOutButton } from '@/features/session/components/sign-out-button';
import type { User } from '@/features/session/session';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { Logo } from '@/shared/components/logo';
import { KeysContext } from '@/shared/keys/keys-context';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { useLive } from '@/shared/live/use-live';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import { Banners } from './banners';
import { ErrorBoundary } from './error-boundary';
import { Navigation } from './navigation';

/** What stands around every page of a signed-in user. */
export function Shell({ user, children }: { user: User; children: ReactNode }): ReactElement {
  const { undoLast } = useToasts();
  const { showHelp } = use(KeysContext);
  const [path] = useLocation();
  useLive();
  useShortcuts(
    strings.keys.everywhere,
    useMemo(() => [{ keys: ['z', 'Ctrl+Z'], label: strings.keys.undo, run: undoLast }], [undoLast]),
  );
  return (
    <>
      <a
        href="#content"
        className="bg-page text-primary fixed top-2 left-2 z-50 -translate-y-20 rounded-lg px-4 py-2 focus:translate-y-0"
      >
        {strings.nav.skip}
      </a>
      <header className="bg-page border-line crammed:static sticky top-0 z-30 flex h-14 items-center gap-3 border-b px-3 md:px-4">
        <Logo />
        <span className="text-primary text-lg font-semibold">{strings.product}</span>
        <span className="text-quiet ml-auto truncate text-sm">{user.name}</span>
        <Button
          look="round"
          className="hidden! pointer-fine:inline-flex!"
          aria-label={strings.keys.title}
          title={strings.keys.help}
          onClick={showHelp}
        >
          <Icon path={mdiKeyboardOutline} size={24} />
        </Button>
        <SignOutButton />
      </header>
      <Banners />
      <div className="flex">
        <Navigation user={user} />
        <main id="content" tabIndex={-1} className="nav:pb-12 min-w-0 flex-1 pb-28 outline-none">
          <ErrorBoundary place={path}>{children}</ErrorBoundary>
        </main>
      </div>
    </>
  );
}
