import type { RefCallback } from 'react';

const HEIGHT = '--bottom-bar';

let shown: HTMLElement | null = null;

/**
 * A ref for a bar at the bottom of the window: messages stand above it as long as it is there.
 *
 * Its height is read when it is known anyway, and left alone where one bar takes the place of
 * another: a change has the style of the whole page made anew.
 */
export const aboveBar: RefCallback<HTMLElement> = (bar: HTMLElement) => {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => {
    const height = `${bar.offsetHeight}px`;
    if (style.getPropertyValue(HEIGHT) !== height) style.setProperty(HEIGHT, height);
  });
  observer.observe(bar);
  shown = bar;
  return () => {
    observer.disconnect();
    if (shown === bar) shown = null;
    queueMicrotask(() => {
      if (shown === null) style.removeProperty(HEIGHT);
    });
  };
};
