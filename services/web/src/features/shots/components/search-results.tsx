import { mdiChevronDown, mdiMagnifyClose } from '@mdi/js';
import { useMemo, useState, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Failure } from '@/shared/components/failure';
import { Icon } from '@/shared/components/icon';
import { ListEnd } from '@/shared/components/list-end';
import { strings } from '@/shared/strings';
import { useSearch, type FoundCard } from '../api/search-shots';
import type { Card } from '../card';
import { partsOf } from '../found';
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
  const parts = useMemo(() => partsOf((data?.pages ?? []).map(({ items }) => items)), [data]);
  const [unfolded, setUnfolded] = useState('');
  const isOpen = parts.sure.length === 0 || unfolded === search;
  const { days, cards, notes } = useMemo(() => {
    const { sure, alike } = parts;
    const shown = [
      { date: 'sure', title: words.foundSurely(sure.length), cards: sure },
      { date: 'alike', title: words.looksLikeIt, cards: isOpen ? alike : [] },
    ];
    const days = shown.filter(({ cards }) => cards.length > 0);
    const cards = days.flatMap((day) => day.cards);
    return { days, cards, notes: new Map(cards.map((card) => [card.cardId, noteOf(card)])) };
  }, [parts, isOpen]);
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
      {parts.sure.length === 0 && cards.length > 0 && (
        <p className="text-quiet px-3 py-2 md:px-4">{words.nothingFoundSurely(search)}</p>
      )}
      <CardList
        days={days}
        isCovered={assetId !== undefined}
        selection={selection}
        noteOf={(card: Card) => notes.get(card.cardId)}
        onOpen={viewing.onOpen}
      />
      {!isOpen && parts.alike.length > 0 && (
        <div className="px-3 py-4 md:px-4">
          <Button
            look="plain"
            aria-expanded={false}
            onClick={() => {
              setUnfolded(search);
            }}
          >
            <Icon path={mdiChevronDown} />
            {words.showAlike}
          </Button>
        </div>
      )}
      {query.hasNextPage && (isOpen || parts.isSureToCome) && (
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
