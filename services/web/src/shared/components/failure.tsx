import { mdiAlertCircleOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { errorMessage } from '../error-message';
import { strings } from '../strings';
import { Button } from './button';
import { Icon } from './icon';

/** What failed, why, and a way to try again. */
export function Failure(props: {
  error: unknown;
  title?: string;
  onRetry: () => void;
}): ReactElement {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-4 py-16 text-center">
      <span className="text-danger">
        <Icon path={mdiAlertCircleOutline} size={40} />
      </span>
      {props.title !== undefined && <p className="font-medium">{props.title}</p>}
      <p>{errorMessage(props.error)}</p>
      <Button onClick={props.onRetry}>{strings.retry}</Button>
    </div>
  );
}
