import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { errorMessage } from '@/shared/error-message';
import { strings } from '@/shared/strings';
import { monthLabel } from '../days';

/** A month whose cards are not there: on their way, or why they did not come. */
export function MonthGap(props: {
  month: string;
  error: Error | null;
  onRetry: () => void;
}): ReactElement {
  const label = monthLabel(props.month);
  return (
    <div className="flex h-full flex-col">
      <h2 className="bg-page/90 sticky top-14 z-20 flex h-8 shrink-0 items-center px-3 text-sm font-medium md:h-12 md:px-4">
        {label}
      </h2>
      {props.error === null ? (
        <div role="status" className="tile-rows min-h-0 flex-1">
          <span className="sr-only">{strings.shots.monthLoading(label)}</span>
        </div>
      ) : (
        <div
          role="alert"
          className="bg-subtle sticky top-28 flex flex-wrap items-center gap-3 px-4 py-3"
        >
          <p>{strings.shots.monthFailed(label, errorMessage(props.error))}</p>
          <Button look="plain" onClick={props.onRetry}>
            {strings.retry}
          </Button>
        </div>
      )}
    </div>
  );
}
