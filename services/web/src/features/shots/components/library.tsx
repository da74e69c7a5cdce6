import { mdiFilterOff } from '@mdi/js';
import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Failure } from '@/shared/components/failure';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import { useAsset } from '../api/get-asset';
import { useIndexing } from '../api/get-index';
import { useMonths } from '../api/get-timeline';
import type { Cut } from '../filters';
import type { Month } from '../months';
import type { Selection } from '../use-selection';
import type { Viewing } from '../use-viewing';
import { useWalk } from '../use-walk';
import { Notice } from './notice';
import { Timeline } from './timeline';
import { TimelineSkeleton } from './timeline-skeleton';
import { Viewer } from './viewer';

interface Props {
  /** Which cards it shows. */
  readonly cut: Cut;
  /** What is shown where there are no cards at all. */
  readonly nothing: ReactElement;
  /** The moment that the address names; empty for none. */
  readonly at: string;
  readonly assetId: string | undefined;
  readonly selection: Selection;
  readonly viewing: Viewing;
  readonly onRest: (moment: string) => void;
  readonly onClearFilters: () => void;
}

const NONE: readonly Month[] = [];

/** A timeline in all its states, and the photo that is open over it. */
export function Library(props: Props): ReactElement {
  const { cut, at, assetId, viewing } = props;
  const found = useMonths(cut);
  const months = found.data?.items ?? NONE;
  return (
    <>
      <Indexing />
      {found.isRefetchError && <Notice>{strings.shots.stale}</Notice>}
      {found.isPending && <TimelineSkeleton />}
      {found.isLoadingError && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && months.length === 0 && <Nothing {...props} />}
      {months.length > 0 && (
        <Timeline
          key={[cut.order, ...cut.filter].join()}
          months={months}
          cut={cut}
          at={at}
          reveal={viewing.reveal}
          isCovered={assetId !== undefined}
          selection={props.selection}
          onRest={props.onRest}
          onOpen={viewing.onOpen}
        />
      )}
      {assetId !== undefined && (
        <LibraryViewer months={months} cut={cut} at={at} id={assetId} viewing={viewing} />
      )}
    </>
  );
}

function LibraryViewer(props: {
  months: readonly Month[];
  cut: Cut;
  at: string;
  id: string;
  viewing: Viewing;
}): ReactElement {
  const { months, cut, at, id, viewing } = props;
  const asset = useAsset(id).data;
  const walk = useWalk(months, cut, id, at === '' ? (asset?.localDateTime ?? '') : at);
  return <Viewer assetId={id} walk={walk} onShow={viewing.onShow} onClose={viewing.onClose} />;
}

/** That photos are still being looked for, and how many are there already. */
function Indexing(): ReactElement | null {
  const { isRunning, done, total } = useIndexing();
  return isRunning ? <Notice>{strings.shots.indexing(done, total)}</Notice> : null;
}

function Nothing({ cut, nothing, onClearFilters }: Props): ReactElement {
  if (cut.filter.length === 0) return nothing;
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-24 text-center">
      <p className="text-lg font-medium">{strings.shots.noneOfFilter}</p>
      <Button look="plain" onClick={onClearFilters}>
        <Icon path={mdiFilterOff} />
        {strings.shots.clearFilters}
      </Button>
    </div>
  );
}
