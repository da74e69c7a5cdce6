import { useState, type ReactElement } from 'react';
import { fileFormat } from '@/shared/file-format';
import { thumbnailUrl } from '@/shared/thumbnail-url';
import type { File } from '../orphan';

/** Immich's picture of a file, or a tile with its format where there is none. */
export function Picture({ file }: { file: File }): ReactElement {
  const [hasFailed, setFailed] = useState(false);
  return (
    <div className="bg-subtle flex size-24 shrink-0 items-center justify-center overflow-hidden rounded-lg sm:size-32">
      {hasFailed ? (
        <span aria-hidden="true" className="text-quiet text-sm font-medium">
          {fileFormat(file.filename)}
        </span>
      ) : (
        <img
          src={thumbnailUrl({ id: file.assetId, thumbhash: file.thumbhash }, 'thumbnail')}
          alt={file.filename}
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
          onError={() => {
            setFailed(true);
          }}
        />
      )}
    </div>
  );
}
