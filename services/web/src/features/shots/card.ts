import type * as Told from '@/shared/api/schema';
import { momentLabel } from '@/shared/file-format';
import { strings } from '@/shared/strings';

/** Another version of a shot than the one on top. */
export type Alternate = Told.Alternate;

/** One shot as the timeline shows it: the version on top, and what lies under it. */
export type Card = Pick<
  Told.FoundCard,
  | ('cardId' | 'id' | 'fileName' | 'groupId' | 'groupType' | 'versionCount' | 'ratio' | 'isImage')
  | ('duration' | 'thumbhash' | 'localDateTime' | 'duplicateType' | 'alternates')
>;

const words = strings.shots;

/** What a card is called whose file has no name for us: a photo of somebody else's. */
const nameOf = (name: string, isImage: boolean, moment: string): string =>
  name === '' ? words.unnamed(isImage ? words.photo : words.video, momentLabel(moment)) : name;

/** The fields of many cards as parallel arrays, all of one length. */
export type Columns = { readonly [Name in keyof Card]: readonly Card[Name][] };

const NAMES = [
  'cardId',
  'id',
  'fileName',
  'groupId',
  'groupType',
  'versionCount',
  'ratio',
  'isImage',
  'duration',
  'thumbhash',
  'localDateTime',
  'duplicateType',
  'alternates',
] as const satisfies readonly (keyof Card)[];

/** The cards that stand in columns, in their order. */
export function cardsOf(columns: Columns): Card[] {
  return columns.cardId.map((_, row) => {
    const told = NAMES.map((name) => [name, columns[name][row]] as const);
    const card = Object.fromEntries(told) as unknown as Card;
    return { ...card, fileName: nameOf(card.fileName, card.isImage, card.localDateTime) };
  });
}

/** Whether an asset is the card's version on top, or one under it. */
export function shows(card: Card, assetId: string): boolean {
  return card.id === assetId || card.alternates.some((other) => other.id === assetId);
}

/** The date of a card, as YYYY-MM-DD. */
export const dayOf = (card: Card): string => card.localDateTime.slice(0, 10);

/** The month of a moment in ISO form, as the timeline names it: YYYY-MM-01. */
export const monthOf = (moment: string): string => `${moment.slice(0, 7)}-01`;

/** The card with another version on top; the same card where it has no such version. */
export function withOnTop(card: Card, assetId: string): Card {
  const chosen = card.alternates.find((other) => other.id === assetId);
  if (chosen === undefined) return card;
  const former = { id: card.id, filename: card.fileName, type: '', size: 0 };
  return {
    ...card,
    id: assetId,
    fileName: chosen.filename,
    thumbhash: null,
    alternates: card.alternates.map((other) => (other === chosen ? former : other)),
  };
}
