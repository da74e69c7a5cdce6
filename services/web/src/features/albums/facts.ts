import { locale, strings } from '@/shared/strings';
import type { Album } from './album';

const words = strings.albums;
const dates = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'short',
  day: 'numeric',
});

function span({ from, to }: Album): string[] {
  if (from === '' || to === '') return [];
  return [dates.formatRange(Date.parse(from), Date.parse(to))];
}

function sharing({ sharer, isShared }: Album): string[] {
  if (sharer !== '') return [words.from(sharer)];
  return isShared ? [words.shared] : [];
}

/** What a list says of an album. */
export const shortFacts = (album: Album): string[] => [
  words.photos(album.count),
  ...sharing(album),
];

/** What its own page says of it. */
export const facts = (album: Album): string[] => [
  words.photos(album.count),
  ...span(album),
  ...sharing(album),
];

/** What an album is called. */
export const titleOf = ({ name }: Album): string => (name === '' ? words.untitled : name);
