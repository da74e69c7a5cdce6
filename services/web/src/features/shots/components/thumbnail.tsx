import { useState, type ReactElement } from 'react';
import { fileFormat } from '@/shared/file-format';
import { thumbnailUrl, type Pictured } from '@/shared/thumbnail-url';

/** The picture of a version, or a tile with its format where Immich has none. */
export function Thumbnail(props: {
  version: Pictured;
  size?: 'thumbnail' | 'preview';
  fit?: 'cover' | 'contain';
}): ReactElement {
  const { version, size = 'thumbnail', fit = 'cover' } = props;
  const [failed, setFailed] = useState('');
  const url = thumbnailUrl(version, size);
  if (failed === url) {
    return (
      <span
        role="img"
        aria-label={version.fileName}
        className="bg-subtle text-quiet flex size-full items-center justify-center text-sm font-medium"
      >
        <span aria-hidden="true">{fileFormat(version.fileName)}</span>
      </span>
    );
  }
  return (
    <img
      src={url}
      alt={version.fileName}
      decoding="async"
      draggable={false}
      className={`size-full ${fit === 'cover' ? 'object-cover' : 'object-contain'}`}
      onError={() => {
        setFailed(url);
      }}
    />
  );
}
