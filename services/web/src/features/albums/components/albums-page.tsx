import { mdiImageAlbum } from '@mdi/js';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { Cover } from '@/shared/components/cover';
import { CoverGridSkeleton } from '@/shared/components/cover-grid-skeleton';
import { Empty } from '@/shared/components/empty';
import { Failure } from '@/shared/components/failure';
import { SearchField } from '@/shared/components/search-field';
import { useAddressWords } from '@/shared/hooks/use-address-words';
import { strings } from '@/shared/strings';
import { thumbnailUrl } from '@/shared/thumbnail-url';
import { chosen, showOf, SHOWS, type Album, type Show } from '../album';
import { useAlbums } from '../api/get-albums';
import { shortFacts, titleOf } from '../facts';

const words = strings.albums;

/** All albums, one's own and those that others share. */
export function AlbumsPage({ userId }: { userId: string }): ReactElement {
  const query = useAlbums(userId);
  const [sought, setSought] = useAddressWords('q');
  const [named, setNamed] = useAddressWords('show');
  const show = showOf(named);
  return (
    <>
      <div className="flex flex-col gap-3 px-3 pt-3 pb-2 md:px-4">
        <h1 className="text-2xl font-semibold">{words.title}</h1>
        <SearchField label={words.search} words={sought} onChange={setSought} />
        <Shows
          show={show}
          onChange={(next) => {
            setNamed(next === 'all' ? '' : next);
          }}
        />
      </div>
      {query.isPending && <CoverGridSkeleton label={words.loading} shape="square" />}
      {query.isLoadingError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <Empty icon={mdiImageAlbum} title={words.empty} hint={words.emptyHint} />
      )}
      {query.data !== undefined && query.data.length > 0 && (
        <List albums={chosen(query.data, show, sought)} />
      )}
    </>
  );
}

function Shows(props: { show: Show; onChange: (show: Show) => void }): ReactElement {
  return (
    <div role="group" aria-label={words.show} className="flex flex-wrap gap-2">
      {SHOWS.map((show) => (
        <button
          key={show}
          type="button"
          aria-pressed={show === props.show}
          className="chip"
          onClick={() => {
            props.onChange(show);
          }}
        >
          {words.shows[show]}
        </button>
      ))}
    </div>
  );
}

function List({ albums }: { albums: readonly Album[] }): ReactElement {
  if (albums.length === 0) {
    return <Empty icon={mdiImageAlbum} title={words.noneOfKind} hint={words.noneOfKindHint} />;
  }
  return (
    <ul role="list" className="cover-grid">
      {albums.map((album) => (
        <li key={album.id}>
          <Tile album={album} />
        </li>
      ))}
    </ul>
  );
}

function Tile({ album }: { album: Album }): ReactElement {
  const { id, coverId } = album;
  const url = coverId === null ? null : thumbnailUrl({ id: coverId, thumbhash: null }, 'thumbnail');
  return (
    <Link href={`/albums/${id}`} className="group flex flex-col gap-0.5 rounded-2xl">
      <Cover url={url} icon={mdiImageAlbum} />
      <span className="mt-1.5 line-clamp-2 font-medium break-words">{titleOf(album)}</span>
      <span className="text-quiet line-clamp-2 text-sm">{shortFacts(album).join(' · ')}</span>
    </Link>
  );
}
