import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';
import type { Asset, Exif } from '../api/get-asset';

const words = strings.shots.facts;

type Told = string | number | null | undefined;

const joined = (parts: readonly Told[], between: string): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(between);

const said = (value: Told, say: (value: string) => string): string =>
  value === null || value === undefined ? '' : say(`${value}`);

function factsOf(exif: Exif, path: string): (readonly [string, string])[] {
  const exposure = [
    said(exif.fNumber, words.aperture),
    said(exif.exposureTime, words.seconds),
    said(exif.iso, words.iso),
    said(exif.focalLength, words.millimetres),
  ];
  const facts: (readonly [string, string])[] = [
    [words.description, joined([exif.description], '')],
    [words.camera, joined([exif.make, exif.model], ' ')],
    [words.lens, joined([exif.lensModel], '')],
    [words.exposure, joined(exposure, ' · ')],
    [words.place, joined([exif.city, exif.country], ', ')],
    [words.folder, path.slice(0, path.lastIndexOf('/') + 1)],
  ];
  return facts.filter(([, fact]) => fact !== '');
}

/** What Immich has read of the file that is shown. */
export function Facts({ asset }: { asset: Asset }): ReactElement {
  return (
    <dl className="border-line grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t px-2 pt-3 text-sm empty:hidden">
      {factsOf(asset.exifInfo ?? {}, asset.originalPath ?? '').map(([name, fact]) => (
        <div key={name} className="contents">
          <dt className="text-quiet">{name}</dt>
          <dd className="wrap-anywhere">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
