import type { ReactElement } from 'react';
import { fileSize } from '@/shared/file-format';
import { locale } from '@/shared/strings';
import type { File } from '../orphan';

/** When and by which camera a file was made, and how big it is. */
export function Facts({ file }: { file: File }): ReactElement {
  const taken = new Date(file.localDateTime.replace(/Z$/, '')).toLocaleString(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  const camera = file.camera === null ? [] : [file.camera];
  return (
    <>
      <p className="font-medium break-all">{file.filename}</p>
      <p className="text-quiet text-sm">{[taken, ...camera, fileSize(file.size)].join(' · ')}</p>
    </>
  );
}
