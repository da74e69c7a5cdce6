import { describe, expect, test } from 'vitest';
import { aPair, anAsset } from '@/testing/assets';
import type { Asset } from './asset';
import { shotsOf } from './shot';

const filenames = (assets: Parameters<typeof shotsOf>[0]) =>
  shotsOf(assets).map((shot) => shot.filename);

describe('shotsOf', () => {
  test('a file without a group is a shot of one version', () => {
    const [shot] = shotsOf([anAsset('a.jpg')]);

    expect(shot).toEqual({
      key: 'id-a.jpg',
      filename: 'a.jpg',
      day: '2026-05-01',
      ratio: 1.5,
      color: null,
      isVideo: false,
      groupType: null,
      versions: [{ id: 'id-a.jpg', filename: 'a.jpg', isRaw: false, size: null, thumbhash: null }],
    });
  });

  test('a pair is one shot with its primary first', () => {
    const [shot, ...others] = shotsOf(aPair('IMG_1'));

    expect(others).toEqual([]);
    expect(shot?.versions.map((version) => version.filename)).toEqual(['IMG_1.JPG', 'IMG_1.CR2']);
  });

  test('a raw file among the alternates is known as raw, with its size', () => {
    const [shot] = shotsOf(aPair('IMG_1'));

    expect(shot?.versions[1]).toMatchObject({ isRaw: true, size: 25_165_824 });
  });

  test('an asset listed twice because pages moved is shown once', () => {
    expect(filenames([anAsset('a.jpg'), anAsset('b.jpg'), anAsset('a.jpg')])).toEqual([
      'a.jpg',
      'b.jpg',
    ]);
  });

  test('the key of a shot outlives a change of its primary', () => {
    const [jpeg, raw] = aPair('IMG_1');
    const before = shotsOf([jpeg, raw]);
    const after = shotsOf([
      { ...jpeg, isPrimaryVersion: false },
      { ...raw, isPrimaryVersion: true },
    ]);

    expect(after.map((shot) => shot.key)).toEqual(before.map((shot) => shot.key));
  });

  test('an asset that lists itself among its versions is counted once', () => {
    const [jpeg] = aPair('IMG_1');
    const self = { id: jpeg.id, filename: 'IMG_1.JPG', type: 'jpeg', size: 1 };

    const [shot] = shotsOf([{ ...jpeg, alternateVersions: [self] }]);

    expect(shot?.versions).toHaveLength(1);
  });

  test.each([
    { width: null, height: 10 },
    { width: 10, height: null },
    { width: 0, height: 0 },
  ])('a picture of unknown size ($width × $height) is taken for a square', (size) => {
    expect(shotsOf([anAsset('a.jpg', size)])[0]?.ratio).toBe(1);
  });

  test('the colour of a card is the average of its thumbhash', () => {
    const [shot] = shotsOf([anAsset('a.jpg', { thumbhash: '1fgFDIBQx0x9pbaBZnZAh6Or/Q==' })]);

    expect(shot?.color).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
  });

  test('an asset without the field has no colour', () => {
    const asset: Asset = {
      id: 'a',
      type: 'IMAGE',
      originalFileName: 'a.jpg',
      localDateTime: '2026-05-01T12:00:00.000Z',
    };

    expect(shotsOf([asset])[0]?.color).toBeNull();
  });

  test('a clip is known as video', () => {
    expect(shotsOf([anAsset('a.mp4', { type: 'VIDEO' })])[0]?.isVideo).toBe(true);
  });
});
