import type { ReactElement, ReactNode } from 'react';
import { Failure } from '@/shared/components/failure';
import { Logo } from '@/shared/components/logo';
import { strings } from '@/shared/strings';
import { useSession } from '../api/get-session';
import type { User } from '../session';
import { SignInScreen } from './sign-in-screen';

/** Shows its children to a signed-in user, and the sign-in screen to everybody else. */
export function SessionGate(props: { children: (user: User) => ReactNode }): ReactNode {
  const session = useSession();
  if (session.isPending) return <Opening />;
  if (session.isError) {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <Failure error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data.status === 'signed-out') return <SignInScreen expired={session.data.expired} />;
  return props.children(session.data.user);
}

function Opening(): ReactElement {
  return (
    <main className="flex min-h-dvh items-center justify-center gap-3">
      <span className="motion-safe:animate-pulse">
        <Logo size={40} />
      </span>
      <p role="status">{strings.session.checking}</p>
    </main>
  );
}
