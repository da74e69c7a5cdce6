import { mdiAccountOff, mdiAccountOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { Cover } from '@/shared/components/cover';
import { CoverGridSkeleton } from '@/shared/components/cover-grid-skeleton';
import { Empty } from '@/shared/components/empty';
import { Failure } from '@/shared/components/failure';
import { ListEnd } from '@/shared/components/list-end';
import { SearchField } from '@/shared/components/search-field';
import { useAddressWords } from '@/shared/hooks/use-address-words';
import { strings } from '@/shared/strings';
import { usePeople, useSwitch } from '../api/get-people';
import { faceUrl, nameOf, type Person } from '../person';

const words = strings.people;

/** Everybody whose face Immich has found. */
export function PeoplePage(): ReactElement {
  const { data } = useSwitch();
  const [sought, setSought] = useAddressWords('q');
  return (
    <>
      <div className="flex flex-col gap-3 px-3 pt-3 pb-2 md:px-4">
        <h1 className="text-2xl font-semibold">{words.title}</h1>
        {data !== 'user' && (
          <SearchField label={words.search} words={sought} onChange={setSought} />
        )}
      </div>
      {data === 'user' ? (
        <Empty icon={mdiAccountOff} title={words.hidden} hint={words.hiddenHint} />
      ) : (
        <People words={sought.trim()} isOff={data === 'server'} />
      )}
    </>
  );
}

function People(props: { words: string; isOff: boolean }): ReactElement {
  const query = usePeople(props.words);
  const { data, fetchNextPage } = query;
  if (query.isPending) return <CoverGridSkeleton label={words.loading} shape="round" />;
  if (data === undefined) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  const people = data.pages.flatMap((page) => page.people);
  return (
    <>
      {people.length === 0 ? (
        <Nobody {...props} />
      ) : (
        <ul role="list" className="cover-grid">
          {people.map((person) => (
            <li key={person.id}>
              <Face person={person} />
            </li>
          ))}
        </ul>
      )}
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
    </>
  );
}

function Nobody({ words: sought, isOff }: { words: string; isOff: boolean }): ReactElement {
  if (sought !== '') {
    return <Empty icon={mdiAccountOutline} title={words.nobody(sought)} hint={words.nobodyHint} />;
  }
  if (isOff) return <Empty icon={mdiAccountOff} title={words.off} hint={words.offHint} />;
  return <Empty icon={mdiAccountOutline} title={words.empty} hint={words.emptyHint} />;
}

function Face({ person }: { person: Person }): ReactElement {
  return (
    <Link
      href={`/people/${person.id}`}
      className="group flex flex-col items-center gap-1.5 rounded-2xl text-center"
    >
      <Cover url={faceUrl(person)} icon={mdiAccountOutline} shape="round" />
      <span
        className={`line-clamp-2 max-w-full break-words ${person.name === '' ? 'text-quiet' : 'font-medium'}`}
      >
        {nameOf(person)}
      </span>
    </Link>
  );
}
