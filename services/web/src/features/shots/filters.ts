import type { Order } from './order';

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

/** Which cards a timeline shows: of the whole library, of an album, or of a person. */
export interface Cut {
  readonly filter: readonly Filter[];
  readonly albumId: string | null;
  readonly personId: string | null;
  readonly order: Order;
}

/** The filters with one of them put in or taken out. */
export function toggled(filters: readonly Filter[], filter: Filter): Filter[] {
  return FILTERS.filter((other) => filters.includes(other) !== (other === filter));
}
