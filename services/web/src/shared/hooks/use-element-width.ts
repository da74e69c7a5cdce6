import { useCallback, useState, type RefCallback } from 'react';

/** The width in pixels of the element that takes the ref; 0 before it is known. */
export function useElementWidth(): readonly [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: HTMLElement) => {
    const measure = () => {
      setWidth(element.clientWidth);
    };
    measure(); // at once, so that nothing is painted for a width of 0
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, width];
}
