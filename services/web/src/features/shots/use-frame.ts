import { useCallback, useState, type RefCallback } from 'react';

/** The element in which a grid stands, and its width in pixels. */
export interface Frame {
  readonly element: HTMLElement;
  readonly width: number;
}

/** The element that takes the ref, once it is there, and always as wide as it is now. */
export function useFrame(): readonly [RefCallback<HTMLElement>, Frame | null] {
  const [frame, setFrame] = useState<Frame | null>(null);
  const ref = useCallback((element: HTMLElement) => {
    const measure = () => {
      const width = element.clientWidth;
      setFrame((old) => (old?.width === width ? old : { element, width }));
    };
    measure(); // at once, so that nothing is painted for a width of 0
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, frame];
}
