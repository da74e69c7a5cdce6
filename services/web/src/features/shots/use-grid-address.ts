import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { filtersOf, type Filter } from './filters';

/** What the address of a grid says, and how it changes. */
export interface GridAddress {
  readonly filters: readonly Filter[];
  readonly search: string;
  /** The moment at which one is; empty for the newest photos. */
  readonly at: string;
  readonly setFilters: (filters: readonly Filter[]) => void;
  readonly setSearch: (words: string) => void;
  readonly onRest: (moment: string) => void;
}

/** The filters of the address, the same list as long as they are the same. */
function useFilters(address: URLSearchParams): readonly Filter[] {
  const named = filtersOf(address).join();
  return useMemo(
    () => filtersOf(new URLSearchParams(named.split(',').map((name) => ['filter', name]))),
    [named],
  );
}

/** The address of a path with a query, which may be empty. */
const addressOf = (path: string, query: URLSearchParams): string =>
  query.size === 0 ? path : `${path}?${query}`;

/** Reads and writes the address of a grid at a path; `isCovered` says that a photo is open. */
export function useGridAddress(
  path: string,
  isCovered: boolean,
  onChange: () => void,
): GridAddress {
  const [address] = useSearchParams();
  const [, navigate] = useLocation();
  const change = (name: string, values: readonly string[]) => {
    onChange();
    const query = new URLSearchParams(address);
    query.delete('at');
    query.delete(name);
    for (const value of values) query.append(name, value);
    navigate(addressOf(path, query));
  };
  return {
    filters: useFilters(address),
    search: address.get('q') ?? '',
    at: address.get('at') ?? '',
    setFilters: (filters) => {
      change('filter', filters);
    },
    setSearch: (words) => {
      change('q', words === '' ? [] : [words]);
    },
    onRest: (moment) => {
      if (isCovered) return;
      const query = new URLSearchParams(address);
      query.delete('at');
      if (moment !== '') query.set('at', moment);
      navigate(addressOf(path, query), { replace: true });
    },
  };
}
