import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Logo } from '@/shared/components/logo';
import { errorMessage } from '@/shared/error-message';
import { isUnauthorized } from '@/shared/http';
import { strings } from '@/shared/strings';
import { useSignIn } from '../api/sign-in';
import { TextField } from './text-field';

/** Asks for email and password. */
export function SignInScreen({ expired }: { expired: boolean }): ReactElement {
  const signIn = useSignIn();
  const words = strings.session;
  const submit = (form: FormData) => {
    signIn.mutate({
      email: form.get('email') as string,
      password: form.get('password') as string,
    });
  };
  return (
    <main className="bg-subtle flex min-h-dvh items-center justify-center p-4">
      <form
        className="bg-page border-line flex w-full max-w-sm flex-col gap-5 rounded-3xl border p-8"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <div className="flex items-center gap-3">
          <Logo size={40} />
          <span className="text-primary text-xl font-semibold">{strings.product}</span>
        </div>
        <div>
          <h1 className="text-2xl font-semibold">{words.title}</h1>
          <p className="text-quiet text-sm">{expired ? words.expired : words.intro}</p>
        </div>
        <TextField label={words.email} name="email" type="email" autoComplete="username" required />
        <TextField
          label={words.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        {signIn.isError && (
          <p role="alert" className="text-danger text-sm">
            {isUnauthorized(signIn.error) ? words.wrong : errorMessage(signIn.error)}
          </p>
        )}
        <Button type="submit" disabled={signIn.isPending}>
          {signIn.isPending ? words.submitting : words.submit}
        </Button>
      </form>
    </main>
  );
}
