import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { strings } from '@/shared/strings';
import { monthLabel } from '../days';
import { marksOf, type Span } from '../months';
import { HEADER } from '../use-anchoring';
import { lineOfWindow } from '../use-visible';

const YEAR = 12;

interface Props {
  readonly spans: readonly Span[];
  /** The timeline itself. */
  readonly element: HTMLElement;
  readonly onGo: (line: number) => void;
}

/** The months of the whole timeline at its edge: drag, press, or use the keys to go there. */
export function Scrubber({ spans, element, onGo }: Props): ReactElement | null {
  const line = useLine(element);
  const last = spans.at(-1);
  if (last === undefined || spans.length < 2) return null;
  return <Track spans={spans} line={line} onGo={onGo} height={last.top + last.height} />;
}

/** The line of the timeline that is under the page's header. */
function useLine(element: HTMLElement): number {
  const [line, setLine] = useState(0);
  useEffect(() => {
    const look = () => {
      setLine(lineOfWindow(element) + HEADER);
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      window.removeEventListener('scroll', look);
    };
  }, [element]);
  return line;
}

function Track(props: {
  spans: readonly Span[];
  line: number;
  height: number;
  onGo: (line: number) => void;
}): ReactElement {
  const { spans, line, onGo, height } = props;
  const marks = useMemo(() => marksOf(spans, height), [spans, height]);
  const here = Math.max(
    spans.findLastIndex(({ top }) => top <= line + 1),
    0,
  );
  const label = spans.slice(here, here + 1).map(({ month }) => monthLabel(month.timeBucket));
  const goTo = (place: number) => {
    const at = Math.min(Math.max(place, 0), spans.length - 1);
    spans.slice(at, at + 1).forEach(({ top }) => {
      onGo(top);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const places: Readonly<Record<string, number>> = {
      ArrowUp: here - 1,
      ArrowLeft: here - 1,
      ArrowDown: here + 1,
      ArrowRight: here + 1,
      PageUp: here - YEAR,
      PageDown: here + YEAR,
      Home: 0,
      End: spans.length - 1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    goTo(place);
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const { top, height: long } = event.currentTarget.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientY - top) / long, 0), 1);
    onGo(share * height);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={strings.shots.scrubber}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={spans.length - 1}
      aria-valuenow={here}
      aria-valuetext={label.join()}
      className="group/scrub nav:bottom-4 fixed top-60 right-0 bottom-20 nav:top-28 z-25 w-6 cursor-ns-resize touch-none select-none nav:w-11"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onPointer(event);
      }}
      onPointerMove={onPointer}
    >
      {marks.map(({ name, share }) => (
        <Mark
          key={share}
          share={share}
          look="text-quiet bg-page right-3 hidden -translate-y-1/2 rounded px-0.5 text-xs nav:block"
        >
          {name}
        </Mark>
      ))}
      <Mark
        share={Math.min(Math.max(line / height, 0), 1)}
        look="bg-primary right-1 h-1 w-5 rounded-full nav:w-2"
      >
        <span className="bg-page text-ink border-line absolute top-1/2 right-7 hidden -translate-y-1/2 rounded-full border px-3 py-1 text-sm whitespace-nowrap shadow group-hover/scrub:block group-focus-visible/scrub:block group-active/scrub:block">
          {label}
        </span>
      </Mark>
    </div>
  );
}

function Mark(props: { share: number; look: string; children: ReactNode }): ReactElement {
  const { share } = props;
  const placed = useCallback(
    (element: HTMLElement) => {
      element.style.top = `${share * 100}%`;
      return () => undefined;
    },
    [share],
  );
  return (
    <span ref={placed} aria-hidden="true" className={`absolute ${props.look}`}>
      {props.children}
    </span>
  );
}
