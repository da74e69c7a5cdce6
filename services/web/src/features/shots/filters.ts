/** The kinds of cards that the timeline can be cut down to; several mean any of them. */
export const FILTERS = ['raw_jpeg', 'exact', 'similar', 'ungrouped_raw'] as const;

export type Filter = (typeof FILTERS)[number];

/** The filters that an address names, in our order, each once. */
export function filtersOf(address: URLSearchParams): Filter[] {
  const named = address.getAll('filter');
  return FILTERS.filter((filter) => named.includes(filter));
}

/** The filters as a request spells them, beginning with `before`; empty for none. */
export function filterQuery(filters: readonly Filter[], before: '?' | '&'): string {
  return filters.length === 0 ? '' : before + filters.map((name) => `filter=${name}`).join('&');
}

/** The filters with one of them put in or taken out. */
export function toggled(filters: readonly Filter[], filter: Filter): Filter[] {
  return FILTERS.filter((other) => filters.includes(other) !== (other === filter));
}
