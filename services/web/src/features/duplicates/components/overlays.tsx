import { useEffect, useId, useState, type ReactElement } from 'react';
import { strings } from '@/shared/strings';
import type { Copy } from '../group';
import { PaneImage, Pane, sizeOf, type Hands } from './pane';
import { useBorder } from './use-border';

const BLINK_MS = 700; // well under the three flashes a second that may hurt

/** The share of what is seen, on either side of the border, that a hand can take it by. */
const GRIP = 0.07;

export interface OverlayProps {
  readonly first: Copy;
  readonly second: Copy;
  readonly hands: Hands;
}

/** Two pictures on each other, with a border between them that can be moved. */
export function Slider({ first, second, hands }: OverlayProps): ReactElement {
  const [share, setShare] = useState(50);
  const clip = useId();
  const size = sizeOf(first);
  const left = size.width * (hands.view.x - 0.5 / hands.view.zoom);
  const shown = size.width / hands.view.zoom;
  const border = left + shown * (share / 100);
  const grip = useBorder({
    size,
    view: hands.view,
    onShare: (wanted) => {
      setShare(wanted * 100);
    },
  });
  return (
    <div className="flex size-full flex-col">
      <div className="min-h-0 flex-1">
        <Pane label={`${first.filename}, ${second.filename}`} size={size} hands={hands}>
          <clipPath id={clip}>
            <rect x={border} y={0} width={size.width * 2} height={size.height} />
          </clipPath>
          <PaneImage copy={first} size={size} view={hands.view} isStretched />
          <PaneImage
            copy={second}
            size={size}
            view={hands.view}
            isStretched
            clipPath={`url(#${clip})`}
          />
          <line
            x1={border}
            x2={border}
            y1={0}
            y2={size.height}
            stroke="white"
            strokeWidth={shown / 400}
          />
          <rect
            ref={grip}
            data-testid="border"
            x={border - shown * GRIP}
            y={0}
            width={shown * GRIP * 2}
            height={size.height}
            fill="transparent"
            className="cursor-ew-resize touch-none"
          />
        </Pane>
      </div>
      <input
        type="range"
        aria-label={strings.duplicates.slider}
        className="accent-primary h-11 w-full"
        value={share}
        onChange={(event) => {
          setShare(Number(event.target.value));
        }}
        onKeyDown={(event) => {
          event.stopPropagation(); // arrows move the border, not the groups
        }}
      />
    </div>
  );
}

/** Two pictures at the same place, one after the other. */
export function Blink({ first, second, hands }: OverlayProps): ReactElement {
  const [isSecond, setSecond] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => {
      setSecond((was) => !was);
    }, BLINK_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const size = sizeOf(first);
  const shown = isSecond ? second : first;
  return (
    <div className="flex size-full flex-col">
      <div className="min-h-0 flex-1">
        <Pane label={`${first.filename}, ${second.filename}`} size={size} hands={hands}>
          <PaneImage
            copy={first}
            size={size}
            view={hands.view}
            isStretched
            className={isSecond ? 'invisible' : ''}
          />
          <PaneImage
            copy={second}
            size={size}
            view={hands.view}
            isStretched
            className={isSecond ? '' : 'invisible'}
          />
        </Pane>
      </div>
      <p className="truncate text-center text-sm">{shown.filename}</p>
    </div>
  );
}

/** What differs between two pictures, bright on black. */
export function Difference({ first, second, hands }: OverlayProps): ReactElement {
  const size = sizeOf(first);
  return (
    <div className="flex size-full flex-col">
      <div className="min-h-0 flex-1">
        <Pane label={`${first.filename}, ${second.filename}`} size={size} hands={hands}>
          <g className="isolate brightness-[4]">
            <rect width={size.width} height={size.height} fill="black" />
            <PaneImage copy={first} size={size} view={hands.view} isStretched />
            <PaneImage
              copy={second}
              size={size}
              view={hands.view}
              isStretched
              className="mix-blend-difference"
            />
          </g>
        </Pane>
      </div>
      <p className="text-quiet text-center text-sm">{strings.duplicates.differenceHint}</p>
    </div>
  );
}
