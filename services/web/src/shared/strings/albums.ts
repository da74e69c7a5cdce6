const number = new Intl.NumberFormat('en');

/** The words of Albums. */
export const albums = {
  title: 'Albums',
  loading: 'Loading albums…',
  search: 'Search albums',
  show: 'Which albums',
  shows: { all: 'All', mine: 'Mine', shared: 'Shared' },
  untitled: 'Untitled album',
  photos: (count: number) => `${number.format(count)} ${count === 1 ? 'photo' : 'photos'}`,
  shared: 'Shared',
  from: (name: string) => `From ${name}`,
  empty: 'No albums yet',
  emptyHint: 'Albums that you make in Immich, or that others share with you, appear here.',
  noneOfKind: 'No such album',
  noneOfKindHint: 'Try other words, or look at all albums.',
  back: 'Albums',
  nothing: 'This album is empty',
  nothingHint: 'Put photos into it in Immich, and they appear here.',
} as const;
