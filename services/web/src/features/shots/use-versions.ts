import { ask } from '@/shared/api/client';
import type { GroupRef } from '@/shared/api/schema';
import { isGone } from '@/shared/http';
import { strings } from '@/shared/strings';
import { originalUrl } from '@/shared/thumbnail-url';
import type { Asset } from './api/get-asset';
import { useGroup, type Group, type Member } from './api/get-group';
import { showAlone, showOnTop, useDecide, type Deed } from './use-decide';
import { save, useZip } from './use-download';

const words = strings.versions;

/** The versions of a shot, and what can be done with them. */
export interface Versions {
  /** Undefined for a lone file, and as long as nobody knows. */
  readonly group: Group | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly setPrimary: (group: Group, member: Member) => void;
  readonly split: (group: Group, member: Member) => void;
  readonly dissolve: (group: Group) => void;
  readonly saveOne: (assetId: string, filename: string) => void;
  readonly saveAll: (group: Group) => void;
}

/** The file of a group that is shown, as long as nothing is decided. */
const shownOf = ({ members }: Group): string =>
  members
    .filter(({ isPrimary }) => isPrimary)
    .map(({ filename }) => filename)
    .join();

const primaryDeed = (group: Group, { assetId, filename }: Member): Deed => ({
  ask: (fetch) =>
    ask(fetch, 'post', '/api/groups/{group_id}/primary', {
      path: { group_id: group.groupId },
      body: { assetId, revision: group.revision },
    }),
  said: words.primarySet(filename),
  undone: words.primaryBack(shownOf(group)),
  foresee: (client) => showOnTop(client, group, assetId),
});

const splitDeed = ({ groupId, revision, members }: Group, { assetId, filename }: Member): Deed => ({
  ask: (fetch) =>
    ask(fetch, 'post', '/api/groups/{group_id}/split', {
      path: { group_id: groupId },
      body: { assetIds: [assetId], revision },
    }),
  said: words.isSplit(filename),
  undone: words.isBack(filename),
  foresee: (client) =>
    showAlone(client, {
      groupIds: members.length > 2 ? [] : [groupId],
      assetIds: [assetId],
    }),
});

/** Takes groups apart. */
export const dissolveDeed = (groups: readonly GroupRef[]): Deed => ({
  ask: (fetch) => ask(fetch, 'post', '/api/groups/dissolve', { body: { groups } }),
  said: words.dissolved(groups.length),
  undone: words.grouped(groups.length),
  foresee: (client) =>
    showAlone(client, { groupIds: groups.map(({ groupId }) => groupId), assetIds: [] }),
});

/** What there is of a shot's versions; `asset` is any of them. */
export function useVersions(asset: Asset | undefined): Versions {
  const groupId = asset?.groupId ?? null;
  const query = useGroup(groupId);
  const decide = useDecide();
  const zip = useZip();
  // An asset may tell of its group for a moment longer than there is one.
  const isLone = groupId === null || isGone(query.error);
  const group = isLone ? undefined : query.data;
  return {
    group,
    isPending: !isLone && query.isPending,
    error: isLone || query.data !== undefined ? null : query.error,
    retry: () => void query.refetch(),
    setPrimary: (group, member) => void decide(primaryDeed(group, member)),
    split: (group, member) => void decide(splitDeed(group, member)),
    dissolve: ({ groupId, revision }) => void decide(dissolveDeed([{ groupId, revision }])),
    saveOne: (assetId, filename) => {
      save(originalUrl(assetId), filename);
    },
    saveAll: (group) =>
      void zip(
        group.members.map(({ assetId }) => assetId),
        shownOf(group),
      ),
  };
}
