import { useState, type ReactElement } from 'react';
import type { File } from '../orphan';

/** Immich's picture of a file, or a tile with its format where there is none. */
export function Picture({ file }: { file: File }): ReactElement {
  const [hasFailed, setFailed] = useState(false);
  const hash = file.thumbhash === null ? {} : { c: file.thumbhash };
  const query = new URLSearchParams({ size: 'thumbnail', ...hash });
  return (
    <div className="bg-subtle flex size-24 shrink-0 items-center justify-center overflow-hidden rounded-lg sm:size-32">
      {hasFailed ? (
        <span aria-hidden="true" className="text-quiet text-sm font-medium uppercase">
          {file.filename.split('.').at(-1)}
        </span>
      ) : (
        <img
          src={`/api/immich/assets/${file.assetId}/thumbnail?${query}`}
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
