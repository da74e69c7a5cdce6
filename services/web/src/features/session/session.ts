/** Who is signed in. */
export interface User {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly isAdmin: boolean;
}

/** Whether somebody is signed in, and if not, whether they just were. */
export type Session =
  | { readonly status: 'signed-in'; readonly user: User }
  | { readonly status: 'signed-out'; readonly expired: boolean };

export const signedOut: Session = { status: 'signed-out', expired: false };
export const sessionExpired: Session = { status: 'signed-out', expired: true };

/** Where the session stands in the query cache. */
export const sessionKey = ['session'] as const;
