import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { strings } from '@/shared/strings';
import { useSignOut } from '../api/sign-out';

/** Ends the session, or says that it did not. */
export function SignOutButton(): ReactElement {
  const signOut = useSignOut();
  return (
    <>
      {signOut.isError && (
        <p role="alert" className="text-danger text-sm">
          {strings.session.signOutFailed}
        </p>
      )}
      <Button
        look="plain"
        disabled={signOut.isPending}
        onClick={() => {
          signOut.mutate();
        }}
      >
        {strings.session.signOut}
      </Button>
    </>
  );
}
