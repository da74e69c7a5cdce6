import { useCallback, useState, type ReactElement } from 'react';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { strings } from '@/shared/strings';
import { playbackUrl, thumbnailUrl, type Pictured } from '@/shared/thumbnail-url';
import { halfOf, pointIn, useFingers } from '../use-fingers';
import { WHOLE, zoomed } from '../zoom';
import { Thumbnail } from './thumbnail';

const STEP = 1.5;
const CLOSE_UP = 2.5;
/** How much of a turn of the wheel, in pixels, is a step. */
const NOTCH = 300;

interface Props {
  readonly picture: Pictured;
  readonly isVideo: boolean;
  /** Swiped to the next one, or the one before. */
  readonly onSwipe: (step: -1 | 1) => void;
}

/** A photo to zoom into, or a clip that plays. */
export function Stage({ picture, isVideo, onSwipe }: Props): ReactElement {
  if (!isVideo) return <Photo key={picture.id} picture={picture} onSwipe={onSwipe} />;
  return (
    <video
      key={picture.id}
      src={playbackUrl(picture.id)}
      poster={thumbnailUrl(picture, 'preview')}
      aria-label={picture.fileName}
      controls
      autoPlay
      playsInline
      loop
      className="size-full object-contain"
    />
  );
}

function Photo({ picture, onSwipe }: Omit<Props, 'isVideo'>): ReactElement {
  const [zoom, setZoom] = useState(WHOLE);
  const fingers = useFingers(zoom, setZoom, onSwipe);
  const step = (factor: number) => () => {
    const half = { x: window.innerWidth / 2, y: window.innerHeight / 2 };
    setZoom((old) => zoomed(old, factor, { x: 0, y: 0 }, half));
  };
  const words = strings.shots.viewer;
  useShortcuts(words.title, [
    { keys: ['+', '='], label: words.closer, run: step(STEP) },
    { keys: ['-'], label: words.further, run: step(1 / STEP) },
    { keys: ['0'], label: words.whole, run: step(0) },
  ]);
  const wheeled = useCallback((element: HTMLDivElement) => {
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY / NOTCH);
      setZoom((old) => zoomed(old, factor, pointIn(element, event), halfOf(element)));
    };
    element.addEventListener('wheel', onWheel, { passive: false }); // React's own is passive
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, []);
  const { scale, x, y } = zoom;
  const transformed = useCallback(
    (element: HTMLDivElement) => {
      element.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
      return () => undefined;
    },
    [scale, x, y],
  );
  return (
    <div
      ref={wheeled}
      data-testid="stage"
      className={`size-full touch-none overflow-hidden ${scale > 1 ? 'cursor-grab' : ''}`}
      onDoubleClick={(event) => {
        const { currentTarget } = event;
        const point = pointIn(currentTarget, event);
        setZoom(scale > 1 ? WHOLE : zoomed(WHOLE, CLOSE_UP, point, halfOf(currentTarget)));
      }}
      {...fingers}
    >
      <div ref={transformed} className="relative size-full">
        <Thumbnail version={picture} size="preview" fit="contain" />
        {scale > 1 && <FullSize picture={picture} />}
      </div>
    </div>
  );
}

/** The whole picture over its preview; where there is none, the preview stays. */
function FullSize({ picture }: { picture: Pictured }): ReactElement | null {
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  return (
    <img
      src={thumbnailUrl(picture, 'fullsize')}
      alt=""
      draggable={false}
      className="absolute inset-0 size-full object-contain"
      onError={() => {
        setFailed(true);
      }}
    />
  );
}
