import { useEffect, useRef, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Failure } from '@/shared/components/failure';
import { strings } from '@/shared/strings';
import { useOptions, type Options } from '../api/get-options';
import { useOauthStart } from '../api/oauth';
import { refusal } from '../refusal';
import { PasswordForm } from './password-form';

interface Way {
  /** Who probably signs in. */
  readonly email?: string;
  /** Where an identity provider's page opens. */
  readonly tab: 'here' | 'new';
  /** Whether to go there at once where Immich wants it so. */
  readonly atOnce: boolean;
}

/** Every way to sign in that Immich offers. */
export function WaysIn(way: Way): ReactElement {
  const options = useOptions();
  if (options.isPending) return <p role="status">{strings.session.asking}</p>;
  if (options.data === undefined) {
    return <Failure error={options.error} onRetry={() => void options.refetch()} />;
  }
  return <Offered options={options.data} {...way} />;
}

function Offered({ options, email, tab, atOnce }: Way & { options: Options }): ReactElement {
  const words = strings.session;
  const message = plainText(options.loginPageMessage);
  return (
    <>
      {message !== '' && <p className="text-sm break-words whitespace-pre-line">{message}</p>}
      {options.passwordLogin && <PasswordForm email={email} />}
      {options.passwordLogin && options.oauth && (
        <p className="text-quiet text-center text-sm">{words.or}</p>
      )}
      {options.oauth && (
        <OauthButton
          text={options.oauthButtonText === '' ? words.oauth : options.oauthButtonText}
          look={options.passwordLogin ? 'plain' : 'filled'}
          tab={tab}
          atOnce={atOnce && options.oauthAutoLaunch}
        />
      )}
      {!options.passwordLogin && !options.oauth && <p role="alert">{words.noWay}</p>}
    </>
  );
}

/** Immich's message may be HTML; only its words are shown. */
function plainText(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').documentElement.textContent.trim();
}

function OauthButton(props: {
  text: string;
  look: 'filled' | 'plain';
  tab: 'here' | 'new';
  atOnce: boolean;
}): ReactElement {
  const { mutate, ...start } = useOauthStart(props.tab);
  const words = strings.session;
  const hasBegun = useRef(false);
  useEffect(() => {
    if (!props.atOnce || hasBegun.current) return;
    hasBegun.current = true;
    mutate();
  }, [props.atOnce, mutate]);
  const isLeaving = props.tab === 'here' && (start.isPending || start.isSuccess);
  return (
    <div className="flex flex-col gap-2">
      <Button
        look={props.look}
        className={props.look === 'plain' ? 'border-line border' : ''}
        disabled={isLeaving}
        onClick={() => {
          mutate();
        }}
      >
        {isLeaving ? words.leaving : props.text}
      </Button>
      {props.tab === 'new' && <p className="text-quiet text-center text-sm">{words.newTab}</p>}
      {start.isError && (
        <p role="alert" className="text-danger text-sm">
          {refusal(start.error)}
        </p>
      )}
    </div>
  );
}
