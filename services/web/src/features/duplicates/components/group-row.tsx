import { mdiCheckCircle } from '@mdi/js';
import { useCallback, useEffect, useRef, type ReactElement } from 'react';
import { Link } from 'wouter';
import { Icon } from '@/shared/components/icon';
import { fileSize } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import { fromList, reviewAddress } from '../filters';
import { isVersion, labelsOf, whyOf, type DuplicateGroup } from '../group';
import { parted } from '../marks';
import { count, percent } from '../words';
import { Chip } from './chip';
import { Picture } from './picture';

const MOST = 4;

/** Where a row stands among all. */
export interface Place {
  readonly index: number;
  readonly of: number;
  readonly top: number;
  readonly height: number;
}

/** Whether somebody writes or chooses elsewhere: the focus is not taken from them. */
const isTyping = () => document.querySelector('input:not([type=checkbox]):focus') !== null;

/** A group in one line: its pictures, how alike they are, and which one is suggested. */
export function GroupRow(props: {
  group: DuplicateGroup;
  params: URLSearchParams;
  place: Place;
  isActive: boolean;
  isPicked: boolean;
  onFocus: () => void;
  onPick: (isOn: boolean, isRange: boolean) => void;
}): ReactElement {
  const { group, params, place, isActive } = props;
  const { top, height } = place;
  const words = strings.duplicates;
  const [first] = group.members;
  const link = useRef<HTMLAnchorElement>(null);
  const stand = useCallback(
    (row: HTMLLIElement) => {
      row.style.transform = `translateY(${top}px)`; // by script: the content policy allows no other
      row.style.height = `${height}px`;
      return () => undefined;
    },
    [top, height],
  );
  useEffect(() => {
    if (!isActive || isTyping()) return;
    link.current?.focus({ preventScroll: true });
    link.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <li
      ref={stand}
      aria-setsize={place.of}
      aria-posinset={place.index + 1}
      className="border-line absolute inset-x-0 top-0 flex items-center border-b py-2"
    >
      <label className="flex size-11 shrink-0 cursor-pointer items-center justify-center">
        <input
          type="checkbox"
          className="accent-primary size-5"
          aria-label={words.pick(first.filename)}
          checked={props.isPicked}
          onChange={(event) => {
            const { shiftKey } = event.nativeEvent as MouseEvent; // a press is what changes it
            props.onPick(event.target.checked, shiftKey);
          }}
        />
      </label>
      <Link
        ref={link}
        href={reviewAddress(group.groupId, params)}
        state={fromList}
        onFocus={props.onFocus}
        className="scroll-mt-20 scroll-mb-32 hover:bg-subtle flex h-full min-w-0 flex-1 flex-col gap-x-4 gap-y-1 overflow-hidden rounded-lg p-1 focus-visible:-outline-offset-2 sm:flex-row sm:items-center"
      >
        <span className="sr-only">{words.group(count(group.members.length), first.filename)}</span>
        <span className="flex shrink-0 gap-1">
          {group.members.slice(0, MOST).map((copy) => (
            <span key={copy.assetId} className="relative size-20 overflow-hidden rounded-lg">
              <Picture copy={copy} />
              {copy.isSuggestedKeeper && (
                <span className="bg-page text-success absolute right-1 bottom-1 rounded-full">
                  <Icon path={mdiCheckCircle} />
                </span>
              )}
            </span>
          ))}
          {group.members.length > MOST && (
            <span className="text-quiet self-center text-sm">
              {words.more(count(group.members.length - MOST))}
            </span>
          )}
        </span>
        <About group={group} />
      </Link>
    </li>
  );
}

/** Why nothing of a group would go. */
function allKeptOf({ burst, members }: DuplicateGroup): string {
  const { allKept } = strings.duplicates;
  if (burst) return allKept.burst;
  return members.some(isVersion) ? allKept.versions : allKept.other;
}

function About({ group }: { group: DuplicateGroup }): ReactElement {
  const words = strings.duplicates;
  const why = whyOf(group);
  const goes = parted(group, {}).remove.length > 0;
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium tabular-nums">{words.alike(percent(group.similarity))}</span>
        <Chip text={words.chips[group.duplicateType] ?? group.duplicateType} />
        {labelsOf(group).map((label) => (
          <Chip key={label} text={label} isStrong />
        ))}
        {goes && (
          <span className="text-quiet ml-auto tabular-nums">
            {words.frees(fileSize(group.reclaimableBytes))}
          </span>
        )}
      </span>
      <span className="flex min-w-0 items-center gap-1">
        <span className="text-success flex shrink-0 items-center gap-1">
          <Icon path={mdiCheckCircle} size={16} />
          {goes ? words.keeps : allKeptOf(group)}
        </span>
        {goes && <span className="truncate">{group.members[0].filename}</span>}
      </span>
      {goes && why !== '' && (
        <span className="text-quiet line-clamp-2 break-words" title={why}>
          {why}
        </span>
      )}
    </span>
  );
}
