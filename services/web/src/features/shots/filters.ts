/** The kinds of cards that the timeline can be cut down to; several mean any of them. */
export const FILTERS = ['raw_jpeg', 'exact', 'similar', 'ungrouped_raw'] as const;

export type Filter = (typeof FILTERS)[number];

/** How many cards there are of each kind, as far as it is known. */
export type Counts = Readonly<Partial<Record<Filter, number>>>;

/** The filters that an address names, in our order, each once. */
export function filtersOf(address: URLSearchParams): Filter[] {
  const named = address.getAll('filter');
  return FILTERS.filter((filter) => named.includes(filter));
}

/** A part of the library that has a timeline of its own. */
export interface Part {
  readonly kind: 'albumId' | 'personId';
  readonly id: string;
}

/** Which cards a timeline shows, as a request spells it; empty for all. */
export function cardQuery(filters: readonly Filter[], part?: Part): string {
  const query = new URLSearchParams(filters.map((name) => ['filter', name]));
  if (part !== undefined) query.set(part.kind, part.id);
  return query.toString();
}

/** The filters with one of them put in or taken out. */
export function toggled(filters: readonly Filter[], filter: Filter): Filter[] {
  return FILTERS.filter((other) => filters.includes(other) !== (other === filter));
}
