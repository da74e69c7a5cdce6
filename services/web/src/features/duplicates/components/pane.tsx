import { useState, type ReactElement, type ReactNode } from 'react';
import { strings } from '@/shared/strings';
import { thumbnailUrl } from '@/shared/thumbnail-url';
import type { Copy } from '../group';
import { isBeyondPreview, viewBoxOf, type Size, type View } from '../view';
import { useGestures, type Gestures } from './use-gestures';

/** What all panes share: what is seen, and what hands do. */
export type Hands = Omit<Gestures, 'size'>;

/** The address of the large picture of a copy. */
export function previewOf(copy: Copy): string {
  return thumbnailUrl({ id: copy.assetId, thumbhash: copy.thumbhash }, 'preview');
}

/** The size of a picture; one like most where nobody knows it. */
export function sizeOf({ width, height }: Copy): Size {
  return width === null || height === null ? { width: 3000, height: 2000 } : { width, height };
}

/** A picture through which one can look at its parts. */
export function Pane(props: {
  label: string;
  size: Size;
  hands: Hands;
  children: ReactNode;
}): ReactElement {
  const { size, hands } = props;
  const gestures = useGestures({ size, ...hands });
  const touch = hands.view.zoom > 1 ? 'touch-none cursor-grab' : 'touch-pan-y cursor-pointer';
  return (
    <svg
      ref={gestures}
      role="img"
      aria-label={props.label}
      viewBox={viewBoxOf(hands.view, size)}
      className={`bg-subtle isolate size-full overflow-hidden rounded-lg select-none ${touch}`}
    >
      {props.children}
    </svg>
  );
}

/** The large picture of a copy inside a pane. */
export function PaneImage(props: {
  copy: Copy;
  size: Size;
  view: View;
  className?: string;
  clipPath?: string;
  isStretched?: boolean;
}): ReactElement {
  const { copy, size, className, clipPath, isStretched = false } = props;
  const url = previewOf(copy);
  const [failed, setFailed] = useState('');
  if (failed === url) {
    return (
      <text
        x={size.width / 2}
        y={size.height / 2}
        textAnchor="middle"
        fontSize={size.height / 12}
        fill="currentColor"
      >
        {strings.duplicates.noPreview}
      </text>
    );
  }
  const place = {
    width: size.width,
    height: size.height,
    preserveAspectRatio: isStretched ? 'none' : 'xMidYMid meet',
  };
  return (
    <g className={className} clipPath={clipPath}>
      <image
        href={url}
        {...place}
        onError={() => {
          setFailed(url);
        }}
      />
      {isBeyondPreview(props.view, sizeOf(copy)) && <FullSize key={url} copy={copy} {...place} />}
    </g>
  );
}

/** The whole picture over its preview; where there is none, the preview stays. */
function FullSize({ copy, ...place }: { copy: Copy } & Size): ReactElement | null {
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  return (
    <image
      href={thumbnailUrl({ id: copy.assetId, thumbhash: copy.thumbhash }, 'fullsize')}
      {...place}
      onError={() => {
        setFailed(true);
      }}
    />
  );
}
