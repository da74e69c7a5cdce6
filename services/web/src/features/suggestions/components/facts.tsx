import type { ReactElement } from 'react';
import { locale } from '@/shared/strings';
import type { File } from '../orphan';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

function fileSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return (bytes / 1000 ** step).toLocaleString(locale, {
    style: 'unit',
    unit: UNITS[step],
    maximumFractionDigits: step > 1 ? 1 : 0,
  });
}

/** When and by which camera a file was made, and how big it is. */
export function Facts({ file }: { file: File }): ReactElement {
  const taken =
    file.localDateTime === null
      ? []
      : [
          new Date(file.localDateTime.replace(/Z$/, '')).toLocaleString(locale, {
            dateStyle: 'medium',
            timeStyle: 'medium',
          }),
        ];
  const camera = file.camera === null ? [] : [file.camera];
  return (
    <>
      <p className="font-medium break-all">{file.filename}</p>
      <p className="text-quiet text-sm">{[...taken, ...camera, fileSize(file.size)].join(' · ')}</p>
    </>
  );
}
