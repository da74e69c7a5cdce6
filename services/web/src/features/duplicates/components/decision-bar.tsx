import { mdiCheckAll, mdiDeleteOutline, mdiNotEqualVariant, mdiStarCheckOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { fileSize } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import { aboveBar } from '@/shared/toasts/above-bar';
import type { Parted } from '../marks';
import type { ReviewActions } from './review-keys';

/** On phones three side by side, their words on two lines where they must. */
const SMALL =
  'px-1 max-sm:text-sm max-sm:leading-tight max-sm:whitespace-normal! sm:px-4 low:text-sm low:px-2!';

type Actions = Pick<ReviewActions, 'resolve' | 'keepAll' | 'trashOthers' | 'dismiss'>;

/** What can be done with a group; always in reach. */
export function DecisionBar(props: { chosen: Parted; actions: Actions }): ReactElement {
  const { chosen, actions } = props;
  const words = strings.duplicates;
  return (
    <div
      ref={aboveBar}
      className="bg-page border-line nav:bottom-0 crammed:bottom-0 low:flex-nowrap low:py-0.5 sticky bottom-14 z-20 flex flex-wrap items-center gap-1 border-t py-2"
    >
      <Button className="low:min-h-11 min-h-12 flex-1 sm:flex-none" onClick={actions.resolve}>
        <Icon path={chosen.remove.length === 0 ? mdiCheckAll : mdiDeleteOutline} />
        {words.resolve(chosen.keep.length, chosen.remove.length)}
      </Button>
      {chosen.bytes > 0 && (
        <span className="text-quiet low:truncate px-2 text-sm tabular-nums">
          {words.freesNow(fileSize(chosen.bytes))}
        </span>
      )}
      <span className="low:shrink-0 grid w-full grid-cols-3 sm:ml-auto sm:flex sm:w-auto">
        <Button look="plain" className={SMALL} onClick={actions.keepAll}>
          <span className="low:hidden max-sm:hidden">
            <Icon path={mdiCheckAll} />
          </span>
          {words.keepAll}
        </Button>
        <Button look="plain" className={SMALL} onClick={actions.trashOthers}>
          <span className="low:hidden max-sm:hidden">
            <Icon path={mdiStarCheckOutline} />
          </span>
          {words.trashOthers}
        </Button>
        <Button look="plain" className={SMALL} onClick={actions.dismiss}>
          <span className="low:hidden max-sm:hidden">
            <Icon path={mdiNotEqualVariant} />
          </span>
          {words.dismiss}
        </Button>
      </span>
    </div>
  );
}
