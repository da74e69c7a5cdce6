import { useQueryClient, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '../api/client';
import { usePorts, type Ports } from '../ports';

const CLOSED = 2;
const POLL_MS = 5000;
const KINDS = ['progress', 'index', 'groups'] as const;

type Kind = (typeof KINDS)[number];

/** Where the newest word of a kind stands in the query cache. */
export const liveKey = (kind: Kind): readonly [string, Kind] => ['live', kind];

/** First words of the keys of everything that changes with the groups. */
const FOLLOWERS = new Set<unknown>(['shots', 'timeline', 'groups', 'duplicates', 'suggestions']);

function hear(client: QueryClient, kind: Kind, told: unknown): void {
  const before = client.getQueryData(liveKey(kind));
  if (JSON.stringify(before) === JSON.stringify(told)) return;
  client.setQueryData(liveKey(kind), told);
  if (kind !== 'groups') return;
  if (before !== undefined) void forgetGroups(client);
  else for (const query of client.getQueryCache().getAll()) catchUp(client, query);
}

/** Which state of the groups an answer tells of; infinity where it names none. */
function versionOf(data: unknown): number {
  if (typeof data !== 'object' || data === null || !('version' in data)) return Infinity;
  return Number(data.version);
}

/** For which state an answer was asked for once more: a server that lags is not pressed. */
const caughtUp = new WeakMap<Query, number>();

/** Asks again for an answer that is older than the newest word of the groups. */
function catchUp(client: QueryClient, query: Query): void {
  const { queryKey } = query;
  const told = versionOf(client.getQueryData(liveKey('groups')));
  if (told === Infinity || versionOf(query.state.data) >= told) return;
  // The timeline compares for itself: with its months all its cards are older, too.
  if (!FOLLOWERS.has(queryKey[0]) || queryKey[0] === 'timeline') return;
  if (caughtUp.get(query) === told) return;
  caughtUp.set(query, told);
  void client.invalidateQueries({ queryKey, exact: true });
}

/** First words of the keys of single assets, each of which names its group. */
export const oneAsset: QueryKey = ['shots', 'asset'];
/** First words of the keys of single groups; their names follow. */
export const oneGroup: QueryKey = ['groups', 'one'];

const begins = (key: QueryKey, start: QueryKey): boolean =>
  start.every((word, place) => key[place] === word);

const isOther = ({ queryKey }: Query): boolean =>
  FOLLOWERS.has(queryKey[0]) && !begins(queryKey, oneAsset) && !begins(queryKey, oneGroup);

/** The groups that the assets on the screen name. */
function groupsNamed(client: QueryClient): ReadonlySet<unknown> {
  const shown = client.getQueryCache().findAll({ queryKey: oneAsset, type: 'active' });
  const told = shown.map(({ state }) => state.data as { readonly groupId?: unknown } | undefined);
  return new Set(told.map((asset) => asset?.groupId));
}

/**
 * Has everything that shows groups asked for again; and once more when the first word of a state
 * comes only afterwards, since an answer may be a moment behind a decision.
 *
 * A decision may give a group another name: of single groups those are asked for that an asset
 * still names once it has been asked for itself.
 */
export async function forgetGroups(client: QueryClient): Promise<void> {
  const heard = client.getQueryData(liveKey('groups'));
  if (heard === undefined) client.setQueryData(liveKey('groups'), null);
  const others = client.invalidateQueries({ predicate: isOther });
  void client.invalidateQueries({ queryKey: oneGroup, refetchType: 'none' });
  await client.invalidateQueries({ queryKey: oneAsset });
  const named = groupsNamed(client);
  const predicate = ({ queryKey }: Query) => named.has(queryKey[oneGroup.length]);
  await Promise.all([
    others,
    client.refetchQueries({ queryKey: oneGroup, predicate, type: 'active' }),
  ]);
}

async function poll(client: QueryClient, ports: Ports): Promise<void> {
  const state = await ask(ports.fetch, 'get', '/api/events/state');
  for (const kind of KINDS) {
    if (state[kind] !== undefined) hear(client, kind, state[kind]);
  }
}

/** Keeps the page true while it is open: by events, and where they do not come, by asking. */
export function useLive(): void {
  const ports = usePorts();
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'success') {
        catchUp(client, event.query as Query);
      }
    });
    const stream = ports.events('/api/events');
    for (const kind of KINDS) {
      stream.addEventListener(kind, (event) => {
        hear(client, kind, JSON.parse(String(event.data)));
      });
    }
    stream.addEventListener('error', () => {
      if (stream.readyState !== CLOSED || timer !== undefined) return;
      timer = setInterval(() => {
        poll(client, ports).catch(() => undefined); // asked again in five seconds
      }, POLL_MS);
    });
    return () => {
      stop();
      stream.close();
      clearInterval(timer);
    };
  }, [client, ports]);
}
