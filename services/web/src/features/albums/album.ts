interface Member {
  readonly id: string;
  readonly name: string;
}

/** Which photos of an album stand first: the oldest, or the newest. */
export type Order = 'asc' | 'desc';

/** An album as either version of Immich tells it: version 2 names its owner beside. */
export interface ToldAlbum {
  readonly id: string;
  readonly albumName: string;
  readonly description: string | null;
  readonly albumThumbnailAssetId: string | null;
  readonly assetCount: number;
  readonly shared: boolean;
  readonly order?: Order;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly owner?: Member;
  readonly albumUsers: readonly { readonly role: string; readonly user: Member }[];
}

/** An album as somebody sees it. */
export interface Album {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly coverId: string | null;
  readonly count: number;
  /** The dates of its first and its last photo; empty without photos. */
  readonly from: string;
  readonly to: string;
  /** Who shares it with whoever looks; empty for one's own. */
  readonly sharer: string;
  readonly isShared: boolean;
  readonly order: Order;
}

/** The album as the user of an id sees it. */
export function albumOf(told: ToldAlbum, userId: string): Album {
  const owners = told.albumUsers.filter(({ role }) => role === 'owner').map(({ user }) => user);
  const [owner] = told.owner === undefined ? owners : [told.owner];
  const isMine = owner === undefined || owner.id === userId;
  return {
    id: told.id,
    name: told.albumName,
    description: told.description ?? '',
    coverId: told.albumThumbnailAssetId,
    count: told.assetCount,
    from: told.startDate?.slice(0, 10) ?? '',
    to: told.endDate?.slice(0, 10) ?? '',
    sharer: isMine ? '' : owner.name,
    isShared: told.shared || !isMine,
    order: told.order ?? 'desc',
  };
}

/** Albums each once, the one with the newest photo first. */
export function albumsOf(told: readonly ToldAlbum[], userId: string): Album[] {
  const byId = new Map(told.map((one) => [one.id, albumOf(one, userId)]));
  return [...byId.values()].sort(
    (one, other) => other.to.localeCompare(one.to) || one.name.localeCompare(other.name),
  );
}

/** The kinds of albums that a list can be cut down to. */
export const SHOWS = ['all', 'mine', 'shared'] as const;

export type Show = (typeof SHOWS)[number];

/** The kind that an address names. */
export function showOf(named: string): Show {
  return SHOWS.find((show) => show === named) ?? 'all';
}

/** Those of some albums that are of a kind and have words in their name. */
export function chosen(albums: readonly Album[], show: Show, words: string): Album[] {
  const sought = words.trim().toLocaleLowerCase();
  return albums.filter(({ name, sharer, isShared }) => {
    const isOfKind = show === 'all' || (show === 'mine' ? sharer === '' : isShared);
    return isOfKind && name.toLocaleLowerCase().includes(sought);
  });
}
