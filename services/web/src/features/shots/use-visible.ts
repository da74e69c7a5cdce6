import { useCallback, useState, type RefCallback } from 'react';
import type { Stretch } from './layout';

/** A new stretch is told every so many pixels only, so that few frames have to render. */
const STEP = 100;

/** Which line of an element, in pixels from its top, is at the top of the window. */
export function lineOfWindow(element: Element): number {
  return -element.getBoundingClientRect().top;
}

/** Scrolls so that a line of an element comes to the top of the window. */
export function scrollToLine(element: Element, line: number): void {
  window.scrollTo({ top: window.scrollY + line - lineOfWindow(element), behavior: 'instant' });
}

/** The stretch of the element with the ref that is in the window, a little more than less. */
export function useVisible(): readonly [RefCallback<HTMLElement>, Stretch] {
  const [stretch, setStretch] = useState<Stretch>({ top: 0, bottom: 0 });
  const ref = useCallback((element: HTMLElement) => {
    const look = () => {
      const top = Math.floor(lineOfWindow(element) / STEP) * STEP;
      const bottom = top + Math.ceil(window.innerHeight / STEP + 1) * STEP;
      setStretch((old) => (old.top === top && old.bottom === bottom ? old : { top, bottom }));
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, []);
  return [ref, stretch];
}

/** A stretch with so many pixels more at either end. */
export function widened({ top, bottom }: Stretch, by: number): Stretch {
  return { top: top - by, bottom: bottom + by };
}
