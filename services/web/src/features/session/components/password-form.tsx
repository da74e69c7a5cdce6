import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { strings } from '@/shared/strings';
import { useSignIn } from '../api/sign-in';
import { refusal } from '../refusal';
import { TextField } from './text-field';

/**
 * Puts the focus where one begins to type, unless a keyboard would come up over the page; a window
 * that opens around it puts it there, too.
 */
function focusByMouse(field: HTMLInputElement): () => void {
  field.autofocus = true;
  if (window.matchMedia('(pointer: fine)').matches) field.focus();
  return () => undefined;
}

/** Asks for email and password. */
export function PasswordForm({ email }: { email: string | undefined }): ReactElement {
  const signIn = useSignIn();
  const words = strings.session;
  const submit = (form: FormData) => {
    signIn.mutate({
      email: form.get('email') as string,
      password: form.get('password') as string,
    });
  };
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <TextField
        label={words.email}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        ref={email === undefined ? focusByMouse : undefined}
        required
      />
      <TextField
        label={words.password}
        name="password"
        type="password"
        autoComplete="current-password"
        ref={email === undefined ? undefined : focusByMouse}
        required
      />
      {signIn.isError && (
        <p role="alert" className="text-danger text-sm">
          {refusal(signIn.error)}
        </p>
      )}
      <Button type="submit" disabled={signIn.isPending}>
        {signIn.isPending ? words.submitting : words.submit}
      </Button>
    </form>
  );
}
