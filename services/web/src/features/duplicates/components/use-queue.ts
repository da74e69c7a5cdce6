import { useEffect } from 'react';
import { useDetailsAhead } from '../api/get-details';
import { useGroups } from '../api/get-groups';
import { useSitting } from '../api/sitting';
import type { Filters } from '../filters';
import type { DuplicateGroup } from '../group';
import { previewOf } from './pane';

const NEAR_END = 5;
const AHEAD = 2;
/** So long what is here has the machine to itself, before what comes next is fetched. */
const BREATH_MS = 150;

// In one word, so that an effect sees whether anything has changed.
const lined = (words: readonly string[]) => words.join(' ');
const unlined = (line = '') => line.split(' ').filter(Boolean);

/** What stands before and behind a group in its list, without what is decided. */
export interface Queue {
  readonly told: DuplicateGroup | undefined;
  readonly place: number;
  readonly previous: DuplicateGroup | undefined;
  readonly next: DuplicateGroup | undefined;
}

/** The list around a group; more of it, and the next pictures, are fetched before they are needed. */
export function useQueue(groupId: string, filters: Filters): Queue {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useGroups(filters);
  const { decided } = useSitting();
  const all = data?.groups ?? [];
  const here = all.findIndex((group) => group.groupId === groupId);
  const isOpen = (group: DuplicateGroup) =>
    !decided.has(group.groupId) && group.groupId !== groupId;
  const before = all.slice(0, Math.max(here, 0)).filter(isOpen);
  const behind = all.slice(here + 1).filter(isOpen);
  const wantsMore = behind.length < NEAR_END && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);
  const details = useDetailsAhead();
  const soon = behind.slice(0, AHEAD).flatMap((group) => group.members.slice(0, 2));
  const [ids, urls] = [soon.map(({ assetId }) => assetId), soon.map(previewOf)].map(lined);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const url of unlined(urls)) new Image().src = url;
      unlined(ids).forEach(details);
    }, BREATH_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [ids, urls, details]);
  return { told: all[here], place: before.length, previous: before.at(-1), next: behind[0] };
}
