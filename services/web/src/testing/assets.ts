import type { Asset } from '@/features/shots/asset';

/** An asset as Immich gives it, without a group. */
export function anAsset(filename: string, more: Partial<Asset> = {}): Asset {
  return {
    id: `id-${filename}`,
    type: 'IMAGE',
    originalFileName: filename,
    localDateTime: '2026-05-01T12:00:00.000Z',
    thumbhash: null,
    width: 3000,
    height: 2000,
    ...more,
  };
}

/** The two assets of a RAW+JPEG pair, as the gateway enriches them. */
export function aPair(stem: string, more: Partial<Asset> = {}): [Asset, Asset] {
  const jpeg = anAsset(`${stem}.JPG`, more);
  const raw = anAsset(`${stem}.CR2`, more);
  const group = { groupId: `group-${stem}`, groupType: 'raw_jpeg' };
  const asVersion = (asset: Asset, type: string, size: number) => ({
    id: asset.id,
    filename: asset.originalFileName,
    type,
    size,
  });
  return [
    {
      ...jpeg,
      ...group,
      isPrimaryVersion: true,
      alternateVersions: [asVersion(raw, 'raw', 25_165_824)],
    },
    {
      ...raw,
      ...group,
      isPrimaryVersion: false,
      alternateVersions: [asVersion(jpeg, 'jpeg', 4_194_304)],
    },
  ];
}
