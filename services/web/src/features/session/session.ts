import type { SessionOut } from '@/shared/api/schema';

/** Who is signed in. */
export type User = SessionOut;

/** Whether somebody is signed in. Of an expired session the screen stays, under a window. */
export type Session =
  | { readonly status: 'signed-in'; readonly user: User }
  | { readonly status: 'expired'; readonly user: User }
  | { readonly status: 'signed-out'; readonly byChoice: boolean };

export const signedIn = (user: User): Session => ({ status: 'signed-in', user });
export const signedOut: Session = { status: 'signed-out', byChoice: false };
export const leftByChoice: Session = { status: 'signed-out', byChoice: true };

/** What a session is once an answer says that it has ended. */
export function ended(session: Session | undefined): Session | undefined {
  return session?.status === 'signed-in' ? { status: 'expired', user: session.user } : session;
}

/** Where the session stands in the query cache. */
export const sessionKey = ['session'] as const;
