const number = new Intl.NumberFormat('en');
const many = (count: number, one: string, more: string): string =>
  `${number.format(count)} ${count === 1 ? one : more}`;

/** The words of Photos: the timeline, the search, the viewer and what is selected. */
export const shots = {
  title: 'Photos',
  loading: 'Loading photos…',
  loadingMore: 'Loading more photos…',
  empty: 'No photos yet',
  emptyHint: 'Photos appear here as soon as your Immich server has found them.',
  indexing: (done: number, total: number) =>
    total === 0
      ? 'Your photos are being looked up.'
      : `Your photos are being looked up: ${number.format(done)} of ${number.format(total)}.`,
  stale: 'New photos cannot be looked for just now. What you see may be out of date.',
  moreFailed: 'The next photos could not be loaded.',
  monthLoading: (month: string) => `Loading ${month}…`,
  monthFailed: (month: string, why: string) => `${month} could not be loaded. ${why}`,
  /** For two and more; a single file is not called a version. */
  versions: (count: number) => `${number.format(count)} versions`,
  today: 'Today',
  yesterday: 'Yesterday',
  select: (name: string) => `Select ${name}`,
  photo: 'Photo',
  video: 'Video',
  /** A file of somebody else's, whose name we are not told. */
  unnamed: (what: string, moment: string) => `${what} of ${moment}`,
  scrubber: 'Months',
  filters: 'Show only',
  filterNames: {
    raw_jpeg: 'RAW+JPEG',
    exact: 'Exact duplicates',
    similar: 'Similar',
    ungrouped_raw: 'Ungrouped RAW',
  },
  /** Beside a search: the filters that were on before. */
  filtersWaiting: 'Back to what is filtered',
  filtersWait: 'A search looks through all photos. Press a filter to go back to it.',
  noneOfFilter: 'No photos of this kind',
  clearFilters: 'Clear filters',
  search: 'Search',
  searchHint: 'Name, camera, date, place, person…',
  searchKey: 'Search',
  clearSearch: 'Clear search',
  searchPartial: 'Not everything could be searched just now.',
  nothingFound: (words: string) => `Nothing found for “${words}”`,
  /** What is known to match; beside it only what Immich thinks looks like it. */
  foundSurely: (count: number) =>
    `Found by name, date, camera, place or person (${number.format(count)})`,
  nothingFoundSurely: (words: string) =>
    `Nothing found for “${words}” by name, date, camera, place or person.`,
  looksLikeIt: 'Looks like it, says Immich',
  showAlike: 'Show what looks like it',
  searchHelp: 'Try a file name, a camera, a date such as May 2026, or what is in the picture.',
  matched: (what: string) => `matched: ${what}`,
  smart: 'what is in it',
  notDone: 'That did not work.',
  someNotDone: (count: number) => `${many(count, 'group', 'groups')} could not be changed.`,
  zipping: (count: number) => `Making a ZIP of ${many(count, 'file', 'files')}…`,
  notZipped: 'The ZIP could not be made.',
  /** Named after a file; after none where there are several shots. */
  zipName: (name: string) => `${name === '' ? 'photos' : name.replace(/\.\w+$/, '')}.zip`,
  selection: {
    title: 'Selected photos',
    count: (count: string) => `${count} selected`,
    clear: 'Clear selection',
    merge: 'Group',
    dissolve: 'Dissolve',
    download: 'Download',
    merged: (count: number) => `Grouped ${number.format(count)} photos`,
  },
  viewer: {
    title: 'Viewer',
    back: 'Back',
    info: 'Versions and details',
    versions: 'Versions and details',
    previous: 'Previous photo',
    next: 'Next photo',
    versionBefore: 'Previous version',
    versionAfter: 'Next version',
    version: 'Version of this number',
    closer: 'Zoom in',
    further: 'Zoom out',
    whole: 'Whole picture',
  },
  facts: {
    description: 'Description',
    camera: 'Camera',
    lens: 'Lens',
    exposure: 'Exposure',
    place: 'Place',
    folder: 'Folder',
    aperture: (value: string) => `ƒ/${value}`,
    seconds: (value: string) => `${value} s`,
    iso: (value: string) => `ISO ${value}`,
    millimetres: (value: string) => `${value} mm`,
  },
  goToDate: {
    key: 'Go to date',
    title: 'Go to date',
    date: 'Date',
    go: 'Go',
  },
  keys: {
    previous: 'Previous photo',
    next: 'Next photo',
    up: 'Row above',
    down: 'Row below',
    open: 'Open',
    select: 'Select',
    range: 'Select all since the last one',
    day: ['Next day', 'Day before'],
    month: ['Next month', 'Month before'],
    year: ['Next year', 'Year before'],
  },
} as const;

/** The words of a shot's versions. */
export const versions = {
  single: 'One file',
  primary: 'Shown in Photos',
  raw: 'RAW',
  failed: 'The versions cannot be shown just now.',
  dimensions: (width: number, height: number) => `${width} × ${height}`,
  setPrimary: 'Set as primary',
  primarySet: (name: string) => `${name} is shown now`,
  primaryBack: (name: string) => `${name} is shown again`,
  download: 'Download',
  downloadAll: 'Download all',
  split: 'Remove from group',
  isSplit: (name: string) => `${name} stands alone now`,
  isBack: (name: string) => `${name} is in its group again`,
  dissolve: 'Dissolve group',
  dissolved: (count: number) =>
    count === 1 ? 'The group is dissolved' : `${number.format(count)} groups are dissolved`,
  grouped: (count: number) =>
    count === 1 ? 'The group is there again' : `${number.format(count)} groups are there again`,
} as const;
