import { useMemo } from 'react';
import { strings } from '@/shared/strings';
import { useAllGroups } from '../api/get-all';
import { useInAlbums } from '../api/get-in-albums';
import { useSitting } from '../api/sitting';
import type { Filters } from '../filters';
import type { DuplicateGroup } from '../group';
import { isPicked, type Picked } from '../picked';
import { planOf, type Plan, type Rules } from '../rules';
import { count } from '../words';

/** What rules would do with picked groups, or what is still read for knowing it. */
export interface Planning {
  readonly plan: Plan | undefined;
  readonly reading: string;
  readonly error: Error | null;
  readonly retry: () => void;
}

const NONE: ReadonlySet<string> = new Set();
const words = strings.duplicates.bulk;

/** Plans what becomes of picked groups; all of them, and albums, are read only where needed. */
export function usePlan(
  picked: Picked,
  groups: readonly DuplicateGroup[],
  filters: Filters,
  rules: Rules,
): Planning {
  const { decided } = useSitting();
  const { all, read } = useAllGroups(filters, picked.isAll);
  const isByAlbum = rules.order.includes('album');
  const albums = useInAlbums(isByAlbum);
  const known = picked.isAll ? all.data : groups;
  const inAlbums = isByAlbum ? albums.data : NONE;
  const plan = useMemo(
    () =>
      known &&
      inAlbums &&
      planOf(
        known.filter(({ groupId }) => isPicked(picked, groupId) && !decided.has(groupId)),
        rules,
        inAlbums,
      ),
    [known, inAlbums, picked, decided, rules],
  );
  const asked = isByAlbum && known !== undefined ? albums : all;
  return {
    plan,
    reading: known === undefined ? words.reading(count(read)) : words.readingAlbums,
    error: asked.error,
    retry: () => void asked.refetch(),
  };
}
