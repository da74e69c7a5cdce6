import { useRef, useState, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Dialog } from '@/shared/components/dialog';
import { locale, strings } from '@/shared/strings';
import { useAcceptAll, useCountLikely } from '../api/accept-all';
import type { Likely } from '../orphan';

/** How likely a suggestion is that one may accept without a look. */
export const LEAST = 0.95;
const PERCENT = LEAST * 100;

/** Counts the likely suggestions, asks, and accepts them. */
export function AcceptAll(): ReactElement {
  const count = useCountLikely(LEAST);
  const [asked, setAsked] = useState<Likely>();
  const words = strings.suggestions;
  return (
    <>
      <Button
        look="plain"
        className="border-line border"
        disabled={count.isPending}
        onClick={() => {
          count.mutate(undefined, {
            onSuccess: (found) => {
              if (found.ids.length > 0) setAsked(found);
            },
          });
        }}
      >
        {count.isPending ? words.allCounting : words.all(PERCENT)}
      </Button>
      {asked !== undefined && (
        <Ask
          likely={asked}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}

function Ask({ likely, onClose }: { likely: Likely; onClose: () => void }): ReactElement {
  const { done, isPending, accept } = useAcceptAll();
  const stop = useRef(new AbortController());
  const words = strings.suggestions;
  const total = likely.ids.length.toLocaleString(locale);
  const close = () => {
    stop.current.abort();
    onClose();
  };
  return (
    <Dialog title={words.allTitle} onClose={close}>
      <div className="flex flex-col gap-3 p-5">
        <p>{words.allHint(total, PERCENT)}</p>
        {likely.contested > 0 && (
          <p className="text-quiet">
            {words.allContested(likely.contested.toLocaleString(locale))}
          </p>
        )}
        <p role="status">{isPending && words.allGoing(done.toLocaleString(locale), total)}</p>
        <div className="flex justify-end gap-2">
          <Button look="plain" onClick={close}>
            {words.cancel}
          </Button>
          <Button
            disabled={isPending}
            onClick={() => {
              void accept(likely.ids, stop.current.signal).then(onClose);
            }}
          >
            {words.allGo(total)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
