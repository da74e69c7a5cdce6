/** The orders of the list, each the greatest first. */
export const SORTS = ['newest', 'space', 'similarity'] as const;
export const TYPES = ['', 'exact', 'perceptual'] as const;
/** How alike copies must be; the empty one is what the person prefers. */
export const LEVELS = ['', 'exact', '0.98', '0.95', '0.90', '0.85', '0.80'] as const;

/** Which groups are shown, and in which order: the state of the address. */
export interface Filters {
  readonly type: (typeof TYPES)[number];
  readonly level: (typeof LEVELS)[number];
  readonly sort: (typeof SORTS)[number];
  readonly prefix: string;
}

export const noFilters: Filters = { type: '', level: '', sort: 'newest', prefix: '' };

function known<T extends string>(values: readonly T[], value: string | null, otherwise: T): T {
  return values.find((one) => one === value) ?? otherwise;
}

/** Reads an address; what it does not know counts as not said. */
export function filtersOf(params: URLSearchParams): Filters {
  return {
    type: known(TYPES, params.get('type'), noFilters.type),
    level: known(LEVELS, params.get('level'), noFilters.level),
    sort: known(SORTS, params.get('sort'), noFilters.sort),
    prefix: params.get('prefix') ?? noFilters.prefix,
  };
}

/** Whether fewer groups than all are shown. */
export function isNarrowed(filters: Filters): boolean {
  return filters.type !== '' || filters.prefix !== '';
}

/** An address with other filters; what else it says stays. */
export function withFilters(params: URLSearchParams, change: Partial<Filters>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (value === '' || (name === 'sort' && value === noFilters.sort)) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** How alike copies must be, as requests say it: not at all where the person's taste decides. */
export function levelOf({ level }: Filters): Exclude<Filters['level'], ''> | null {
  return level === '' ? null : level;
}

/** Where a group is looked at, with the way back to the same list. */
export function reviewAddress(groupId: string, params: URLSearchParams): string {
  return `/duplicates/${groupId}${params.size === 0 ? '' : `?${params}`}`;
}

/** What the browser remembers of a group that was opened in the list: the way back leads there. */
export const fromList = { isFromList: true } as const;

/** Whether the way back leads to the list that one came from. */
export function isFromList(): boolean {
  const state = window.history.state as Partial<typeof fromList> | null;
  return state?.isFromList === true;
}

/** Where the list is. */
export function listAddress(params: URLSearchParams): string {
  return `/duplicates${params.size === 0 ? '' : `?${params}`}`;
}
