import { useCallback, useState, type RefCallback } from 'react';

/** Whether the element that takes the ref is within `margin` pixels of the visible part. */
export function useNearViewport(margin: number): readonly [RefCallback<HTMLElement>, boolean] {
  const [near, setNear] = useState(false);
  const ref = useCallback(
    (element: HTMLElement) => {
      const observer = new IntersectionObserver(
        (entries) => {
          setNear(entries.some((entry) => entry.isIntersecting));
        },
        { rootMargin: `${margin}px` },
      );
      observer.observe(element);
      return () => {
        observer.disconnect();
      };
    },
    [margin],
  );
  return [ref, near];
}
