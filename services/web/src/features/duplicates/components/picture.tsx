import { mdiPlayCircleOutline } from '@mdi/js';
import { useState, type ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { fileFormat } from '@/shared/file-format';
import { thumbnailUrl } from '@/shared/thumbnail-url';
import type { Copy } from '../group';

/** The small picture of a copy, or a tile with its format where Immich has none. */
export function Picture({ copy }: { copy: Copy }): ReactElement {
  const url = thumbnailUrl({ id: copy.assetId, thumbhash: copy.thumbhash }, 'thumbnail');
  const [failed, setFailed] = useState('');
  if (failed === url) {
    return (
      <span className="bg-subtle text-quiet flex size-full items-center justify-center text-sm font-medium">
        {fileFormat(copy.filename)}
      </span>
    );
  }
  const image = (
    <img
      src={url}
      alt=""
      decoding="async"
      draggable={false}
      className="bg-subtle size-full object-cover"
      onError={() => {
        setFailed(url);
      }}
    />
  );
  if (copy.type !== 'video') return image;
  return (
    <>
      {image}
      <span className="absolute inset-0 flex items-center justify-center text-white drop-shadow">
        <Icon path={mdiPlayCircleOutline} size={28} />
      </span>
    </>
  );
}
