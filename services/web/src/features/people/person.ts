import { strings } from '@/shared/strings';

/** A person whose face Immich has found. */
export interface Person {
  readonly id: string;
  /** Empty as long as nobody has named them. */
  readonly name: string;
  readonly isHidden: boolean;
  readonly updatedAt?: string;
}

/** A page of people, those with a name first. */
export interface PeoplePage {
  readonly people: readonly Person[];
  readonly hasNextPage?: boolean;
}

/** What a person is called. */
export const nameOf = ({ name }: Person): string => (name === '' ? strings.people.unnamed : name);

/** Their face; a face that was chosen anew has a new address. */
export function faceUrl({ id, updatedAt = '' }: Person): string {
  return `/api/immich/people/${id}/thumbnail?${new URLSearchParams({ updatedAt })}`;
}
