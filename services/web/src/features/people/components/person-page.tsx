import type { ReactElement, ReactNode } from 'react';
import { Failure } from '@/shared/components/failure';
import { PartHeading } from '@/shared/components/part-heading';
import { strings } from '@/shared/strings';
import { usePerson, usePhotoCount } from '../api/get-people';
import { nameOf } from '../person';

const words = strings.people;

/** One person: what they are called, over the photos that show them. */
export function PersonPage(props: { personId: string; children: ReactNode }): ReactElement {
  const query = usePerson(props.personId);
  const count = usePhotoCount(props.personId);
  return (
    <>
      <PartHeading
        back="/people"
        backLabel={words.back}
        title={query.data === undefined ? words.title : nameOf(query.data)}
        facts={count === undefined ? [] : [strings.albums.photos(count)]}
      />
      {query.isLoadingError ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        props.children
      )}
    </>
  );
}
