import { mdiMagnifyClose } from '@mdi/js';
import { useMemo, type ReactElement } from 'react';
import { Failure } from '@/shared/components/failure';
import { Icon } from '@/shared/components/icon';
import { ListEnd } from '@/shared/components/list-end';
import { strings } from '@/shared/strings';
import { useSearch, type FoundCard } from '../api/search-shots';
import type { Card } from '../card';
import type { Selection } from '../use-selection';
import type { Viewing } from '../use-viewing';
import { walkIn } from '../use-walk';
import { CardList } from './card-list';
import { Notice } from './notice';
import { TimelineSkeleton } from './timeline-skeleton';
import { Viewer } from './viewer';

const words = strings.shots;

/** Why a card was found: by a version that is not on top its name, else what matched. */
function noteOf({ id, matched, alternates }: FoundCard): string | undefined {
  const match = matched.find((one) => one.assetId === id) ?? matched[0];
  if (match === undefined) return undefined;
  const other = alternates.find((version) => version.id === match.assetId);
  const what = match.why === 'smart' ? words.smart : match.text;
  return words.matched(other?.filename ?? what);
}

/** The shots that were found, each with what of it matched. */
export function SearchResults(props: {
  search: string;
  assetId: string | undefined;
  selection: Selection;
  viewing: Viewing;
}): ReactElement {
  const { search, assetId, selection, viewing } = props;
  const query = useSearch(search);
  const { data, fetchNextPage } = query;
  const { cards, notes } = useMemo(() => {
    const found = new Map<string, FoundCard>();
    for (const card of data?.pages.flatMap(({ items }) => items) ?? []) {
      if (!found.has(card.cardId)) found.set(card.cardId, card);
    }
    const cards = [...found.values()];
    return { cards, notes: new Map(cards.map((card) => [card.cardId, noteOf(card)])) };
  }, [data]);
  const days = useMemo(() => [{ date: '', cards }], [cards]);
  const missing = data?.pages.at(-1)?.missing ?? [];
  if (query.isPending) return <TimelineSkeleton />;
  if (data === undefined) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      {missing.length > 0 && <Notice>{words.searchPartial}</Notice>}
      {cards.length === 0 && !query.hasNextPage && (
        <div className="text-quiet flex flex-col items-center gap-2 px-4 py-24 text-center">
          <Icon path={mdiMagnifyClose} size={64} />
          <p className="text-ink text-lg font-medium">{words.nothingFound(search)}</p>
          <p>{words.searchHelp}</p>
        </div>
      )}
      <CardList
        days={days}
        headings={false}
        isCovered={assetId !== undefined}
        selection={selection}
        noteOf={(card: Card) => notes.get(card.cardId)}
        onOpen={viewing.onOpen}
      />
      {query.hasNextPage && (
        <ListEnd
          key={data.pages.length}
          label={words.loadingMore}
          failed={words.moreFailed}
          isFetching={query.isFetchingNextPage}
          error={query.isFetchNextPageError ? query.error : null}
          onMore={() => void fetchNextPage()}
        />
      )}
      {assetId !== undefined && (
        <Viewer
          assetId={assetId}
          walk={walkIn(cards, assetId)}
          onShow={viewing.onShow}
          onClose={viewing.onClose}
        />
      )}
    </>
  );
}
