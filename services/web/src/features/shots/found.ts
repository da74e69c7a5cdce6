import type { FoundCard } from './api/search-shots';

/** What was found, in two parts. */
export interface Parts {
  /** What is known to match. */
  readonly sure: readonly FoundCard[];
  /** What only looks like it: a picture never does not look like something at all. */
  readonly alike: readonly FoundCard[];
  /** Whether there may be more to come of what is known to match. */
  readonly isSureToCome: boolean;
}

/** Whether nothing is known of a card but that it looks like what was sought. */
const isAlike = ({ matched }: FoundCard): boolean =>
  matched.length > 0 && matched.every(({ why }) => why === 'smart');

/**
 * Parts pages of what was found, each card once.
 *
 * What is sure comes first; where a page has none of it any more, what follows stays in its order,
 * so that nothing moves while it is read.
 */
export function partsOf(pages: readonly (readonly FoundCard[])[]): Parts {
  const isOver = (page: readonly FoundCard[]) => page.every(isAlike);
  const end = pages.findIndex(isOver);
  const border = end < 0 ? pages.length : end;
  const found = new Map<string, readonly [card: FoundCard, isSure: boolean]>();
  pages.forEach((page, place) => {
    for (const card of page) {
      const isSure = place < border && !isAlike(card);
      if (!found.has(card.cardId)) found.set(card.cardId, [card, isSure]);
    }
  });
  const cards = (wanted: boolean) =>
    [...found.values()].filter(([, isSure]) => isSure === wanted).map(([card]) => card);
  return { sure: cards(true), alike: cards(false), isSureToCome: end < 0 };
}
