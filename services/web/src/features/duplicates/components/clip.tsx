import type { ReactElement, SyntheticEvent } from 'react';
import { playbackUrl } from '@/shared/thumbnail-url';
import type { Copy } from '../group';
import { previewOf } from './pane';

/** A clip that plays; the others beside it play and pause with it. */
export function Clip({ copy }: { copy: Copy }): ReactElement {
  return (
    <video
      src={playbackUrl(copy.assetId)}
      poster={previewOf(copy)}
      aria-label={copy.filename}
      controls
      muted
      playsInline
      preload="metadata"
      className="bg-subtle size-full min-h-0 rounded-lg object-contain"
      onKeyDown={(event) => {
        if (event.key === ' ') event.stopPropagation(); // plays the clip, and marks no copy
      }}
      onPlay={(event) => {
        for (const other of othersOf(event)) {
          other.currentTime = event.currentTarget.currentTime;
          void other.play();
        }
      }}
      onPause={(event) => {
        for (const other of othersOf(event)) other.pause();
      }}
    />
  );
}

/** The clips beside one that are not yet as it is. */
function othersOf({ currentTarget }: SyntheticEvent<HTMLVideoElement>): HTMLVideoElement[] {
  const all = currentTarget.closest('section')?.querySelectorAll('video') ?? [];
  return [...all].filter(
    (other) => other !== currentTarget && other.paused !== currentTarget.paused,
  );
}
