import type { ToldAlbum } from '@/features/albums/album';
import { ada } from './fake-server';

const me = { id: ada.userId, name: ada.name };
const ben = { id: 'u2', name: 'Ben' };

/** An album of Ada's with two photos, as Immich 3 tells it. */
export function anAlbum(name: string, more: Partial<ToldAlbum> = {}): ToldAlbum {
  return {
    id: `album-${name}`,
    albumName: name,
    description: '',
    albumThumbnailAssetId: `cover-${name}`,
    assetCount: 2,
    shared: false,
    startDate: '2026-05-01T00:00:00.000Z',
    endDate: '2026-05-03T00:00:00.000Z',
    albumUsers: [{ role: 'owner', user: me }],
    ...more,
  };
}

/** An album that Ben shares with Ada. */
export function bensAlbum(name: string, more: Partial<ToldAlbum> = {}): ToldAlbum {
  const albumUsers = [
    { role: 'owner', user: ben },
    { role: 'viewer', user: me },
  ];
  return anAlbum(name, { shared: true, albumUsers, ...more });
}
