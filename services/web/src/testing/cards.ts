import type { Asset } from '@/features/shots/api/get-asset';
import type { Group, Member } from '@/features/shots/api/get-group';
import { monthOf, type Card, type Columns } from '@/features/shots/card';
import type { Month } from '@/features/shots/months';

/** A card of a lone photo, of May 1st, 2026. */
export function aCard(fileName: string, more: Partial<Card> = {}): Card {
  return {
    cardId: `id-${fileName}`,
    id: `id-${fileName}`,
    fileName,
    groupId: null,
    groupType: null,
    versionCount: null,
    ratio: 1.5,
    isImage: true,
    duration: null,
    thumbhash: null,
    localDateTime: '2026-05-01T12:00:00',
    duplicateType: null,
    alternates: [],
    ...more,
  };
}

/** A card of a RAW and its JPEG, with the JPEG on top. */
export function aPair(stem: string, more: Partial<Card> = {}): Card {
  const raw = { id: `id-${stem}.CR2`, filename: `${stem}.CR2`, type: 'raw', size: 25_165_824 };
  return aCard(`${stem}.JPG`, {
    cardId: `group-${stem}`,
    groupId: `group-${stem}`,
    groupType: 'raw_jpeg',
    versionCount: 2,
    alternates: [raw],
    ...more,
  });
}

/** Many cards, one an hour back from a moment, and as many a month as there are hours. */
export function manyCards(count: number, from = '2026-05-31T23:00:00'): Card[] {
  const begin = Date.parse(`${from}Z`);
  return Array.from({ length: count }, (_, place) => {
    const at = new Date(begin - place * 3_600_000).toISOString().slice(0, 19);
    return aCard(`${place}.jpg`, { localDateTime: at });
  });
}

/** Cards as the gateway sends a month of them. */
export function columnsOf(cards: readonly Card[]): Columns {
  const names = Object.keys(aCard('')) as (keyof Card)[];
  return Object.fromEntries(
    names.map((name) => [name, cards.map((card) => card[name])]),
  ) as unknown as Columns;
}

/** The months of some cards, the newest first. */
export function monthsOf(cards: readonly Card[]): Month[] {
  const found = Map.groupBy(cards, (card) => monthOf(card.localDateTime));
  return [...found]
    .map(([timeBucket, cards]) => ({ timeBucket, count: cards.length }))
    .toSorted((one, other) => other.timeBucket.localeCompare(one.timeBucket));
}

/** The group behind a card. */
export function groupOf(card: Card): Group {
  const member = (id: string, filename: string, type: string, size: number): Member => ({
    assetId: id,
    filename,
    type,
    size,
    width: 3000,
    height: 2000,
    localDateTime: card.localDateTime,
    thumbhash: null,
    isPrimary: id === card.id,
    evidence: id === card.id ? [] : [{ rule: 'base_name', text: 'the same base name' }],
  });
  return {
    groupId: String(card.groupId),
    groupType: String(card.groupType),
    revision: 3,
    switchable: true,
    members: [
      member(card.id, card.fileName, 'jpeg', 4_194_304),
      ...card.alternates.map(({ id, filename, type, size }) => member(id, filename, type, size)),
    ],
  };
}

/** The asset of a version, as Immich gives it and the gateway enriches it. */
export function anAsset(card: Card, id = card.id, more: Partial<Asset> = {}): Asset {
  const other = card.alternates.find((one) => one.id === id);
  return {
    id,
    type: card.isImage ? 'IMAGE' : 'VIDEO',
    originalFileName: other?.filename ?? card.fileName,
    localDateTime: `${card.localDateTime}.000Z`,
    thumbhash: card.thumbhash,
    ...(card.groupId === null ? {} : { groupId: card.groupId }),
    ...more,
  };
}
