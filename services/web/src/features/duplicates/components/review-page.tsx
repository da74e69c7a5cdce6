import { mdiArrowLeft, mdiChevronLeft, mdiChevronRight } from '@mdi/js';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState, type ReactElement } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { Button } from '@/shared/components/button';
import { Failure } from '@/shared/components/failure';
import { Icon } from '@/shared/components/icon';
import { ApiError } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useDecide, type Decision } from '../api/decide';
import { useGroup } from '../api/get-group';
import { totalOf, useCounts } from '../api/get-groups';
import { changeSitting } from '../api/sitting';
import { filtersOf, isFromList, listAddress, reviewAddress } from '../filters';
import { labelsOf, type DuplicateGroup } from '../group';
import { modeOf, usualMode, withMode } from '../modes';
import { whole } from '../view';
import { count, percent } from '../words';
import { Chip } from './chip';
import { ModeBar } from './mode-bar';
import { Review, type Desk } from './review';
import { Troubles } from './troubles';
import { useQueue } from './use-queue';

/** One group after the other, until none is left. */
export function ReviewPage({ groupId }: { groupId: string }): ReactElement {
  const [params, setParams] = useSearchParams();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const { tab } = usePorts();
  const filters = filtersOf(params);
  const queue = useQueue(groupId, filters);
  const one = useGroup(groupId, filters, queue.told);
  const [kept, setKept] = useState({ view: whole, hasFacts: true, carriesOver: false });
  const [usual] = useState(() => usualMode({ width: innerWidth, height: innerHeight }));
  const words = strings.duplicates;
  const desk: Desk = { ...kept, mode: modeOf(params, usual) };
  useEffect(() => {
    changeSitting({ client, tab }, () => ({ last: groupId }));
  }, [client, tab, groupId]);
  useLayoutEffect(() => {
    window.scrollTo({ top: 0 });
  }, []);
  const toList = () => {
    if (isFromList() && !params.has('mode')) window.history.back();
    else navigate(listAddress(params), { replace: true });
  };
  const open = (group: DuplicateGroup | undefined) => {
    if (group === undefined) toList();
    else navigate(reviewAddress(group.groupId, params), here());
  };
  const decide = useDecide(filters);
  const onGo = (step: 1 | -1) => {
    const group = step === 1 ? queue.next : queue.previous;
    if (group !== undefined) open(group);
  };
  const onDesk = ({ mode, ...change }: Partial<Desk>) => {
    if (mode !== undefined) setParams((now) => withMode(now, mode, usual), here());
    setKept((before) => ({ ...before, ...change }));
  };
  const isGone = one.error instanceof ApiError && one.error.status === 404;
  return (
    <div data-crammed="" className="mx-auto max-w-6xl px-3 md:px-4">
      <div className="low:flex low:items-center low:gap-2">
        <Head group={one.data} queue={queue} params={params} onGo={onGo} />
        {one.data !== undefined && !isGone && <ModeBar desk={desk} onDesk={onDesk} />}
      </div>
      <Troubles params={params} here={groupId} />
      {one.isPending && <p role="status">{strings.loading}</p>}
      {isGone && (
        <div className="flex flex-col items-center gap-3 py-16 text-center">
          <p className="font-medium">{words.goneTitle}</p>
          <p className="text-quiet">{words.goneHint}</p>
          <Button
            onClick={() => {
              open(queue.next);
            }}
          >
            {queue.next === undefined ? words.back : words.next}
          </Button>
        </div>
      )}
      {one.isLoadingError && !isGone && (
        <Failure error={one.error} title={words.oneFailed} onRetry={() => void one.refetch()} />
      )}
      {one.data !== undefined && !isGone && (
        <Review
          key={groupId}
          group={one.data}
          desk={desk}
          onDesk={onDesk}
          onGo={onGo}
          onBack={toList}
          onDecide={(decision: Decision) => {
            decide(one.data, decision);
            open(queue.next);
          }}
        />
      )}
    </div>
  );
}

/** Another address in the place of this one, from which the way back is the same. */
const here = () => ({ replace: true, state: window.history.state as unknown });

function Head(props: {
  group: DuplicateGroup | undefined;
  queue: ReturnType<typeof useQueue>;
  params: URLSearchParams;
  onGo: (step: 1 | -1) => void;
}): ReactElement {
  const { group, queue, params, onGo } = props;
  const words = strings.duplicates;
  const filters = filtersOf(params);
  const total = totalOf(useCounts(filters).data, filters);
  return (
    <header className="low:flex-nowrap low:gap-x-1 low:p-0.5 low:px-0 flex flex-wrap items-center gap-x-2 pt-2">
      <Link
        href={listAddress(params)}
        aria-label={words.back}
        className="hover:bg-subtle inline-flex size-11 items-center justify-center rounded-full"
      >
        <Icon path={mdiArrowLeft} size={24} />
      </Link>
      <h1 className="low:sr-only text-xl font-semibold">{words.title}</h1>
      {group !== undefined && (
        <span className="low:whitespace-nowrap flex flex-wrap items-center gap-1 text-sm">
          <span className="tabular-nums">{words.alike(percent(group.similarity))}</span>
          <Chip text={words.chips[group.duplicateType] ?? group.duplicateType} />
          {labelsOf(group).map((label) => (
            <Chip key={label} text={label} isStrong />
          ))}
        </span>
      )}
      <span className="ml-auto flex items-center low:whitespace-nowrap">
        <Button
          look="round"
          aria-label={words.previous}
          disabled={queue.previous === undefined}
          onClick={() => {
            onGo(-1);
          }}
        >
          <Icon path={mdiChevronLeft} size={24} />
        </Button>
        {total > 0 && queue.told !== undefined && (
          <span className="text-quiet text-sm tabular-nums">
            {words.place(count(queue.place + 1), count(Math.max(total, queue.place + 1)))}
          </span>
        )}
        <Button
          look="round"
          aria-label={words.next}
          disabled={queue.next === undefined}
          onClick={() => {
            onGo(1);
          }}
        >
          <Icon path={mdiChevronRight} size={24} />
        </Button>
      </span>
    </header>
  );
}
