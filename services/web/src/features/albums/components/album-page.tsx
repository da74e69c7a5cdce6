import type { ReactElement, ReactNode } from 'react';
import { Failure } from '@/shared/components/failure';
import { PartHeading } from '@/shared/components/part-heading';
import { strings } from '@/shared/strings';
import type { Order } from '../album';
import { useAlbum } from '../api/get-albums';
import { facts, titleOf } from '../facts';

const words = strings.albums;

/** One album: what it is called, over its photos, which wait for the order that it has. */
export function AlbumPage(props: {
  albumId: string;
  userId: string;
  children: (order: Order | undefined) => ReactNode;
}): ReactElement {
  const query = useAlbum(props.albumId, props.userId);
  const album = query.data;
  return (
    <>
      <PartHeading
        back="/albums"
        backLabel={words.back}
        title={album === undefined ? words.title : titleOf(album)}
        facts={album === undefined ? [] : facts(album)}
      >
        {album !== undefined && album.description !== '' && (
          <p className="mt-1 max-w-prose break-words whitespace-pre-line">{album.description}</p>
        )}
      </PartHeading>
      {query.isLoadingError ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        props.children(album?.order)
      )}
    </>
  );
}
