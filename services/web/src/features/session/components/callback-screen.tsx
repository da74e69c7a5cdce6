import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';
import { useOauthFinish } from '../api/oauth';
import { refusal } from '../refusal';
import { Door } from './sign-in-screen';

/** Where an identity provider sends the browser back to. */
export function CallbackScreen(): ReactElement {
  const error = useOauthFinish(window.location.href);
  const words = strings.session;
  if (error === null) {
    return (
      <Door>
        <p role="status">{words.finishing}</p>
      </Door>
    );
  }
  return (
    <Door>
      <div role="alert" className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">{words.notFinished}</h1>
        <p>{refusal(error)}</p>
      </div>
      <a href="/?autoLaunch=0" className="text-primary flex min-h-11 items-center underline">
        {words.toSignIn}
      </a>
    </Door>
  );
}
