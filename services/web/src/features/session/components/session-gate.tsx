import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Redirect, useRoute } from 'wouter';
import { Failure } from '@/shared/components/failure';
import { Logo } from '@/shared/components/logo';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useSession } from '../api/get-session';
import { CALLBACK, returnPath } from '../return-path';
import type { User } from '../session';
import { CallbackScreen } from './callback-screen';
import { ExpiredDialog } from './expired-dialog';
import { SignInScreen } from './sign-in-screen';

/** Shows its children to a signed-in user, and the ways in to everybody else. */
export function SessionGate(props: { children: (user: User) => ReactNode }): ReactNode {
  const session = useSession();
  const { store } = usePorts();
  const [isCallback] = useRoute(CALLBACK);
  if (session.isPending) return <Opening />;
  if (session.isError) {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <Failure error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data.status === 'signed-out') {
    if (isCallback) return <CallbackScreen />;
    return <SignInScreen byChoice={session.data.byChoice} />;
  }
  const { status, user } = session.data;
  if (isCallback) return <Redirect to={returnPath(store)} replace />;
  return (
    <Fragment key={user.userId}>
      {props.children(user)}
      {status === 'expired' && <ExpiredDialog user={user} />}
    </Fragment>
  );
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
