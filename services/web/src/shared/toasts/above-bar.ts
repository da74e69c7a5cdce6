import type { RefCallback } from 'react';

/** A ref for a bar at the bottom of the window: messages stand above it as long as it is there. */
export const aboveBar: RefCallback<HTMLElement> = (bar: HTMLElement) => {
  const { style } = document.documentElement;
  style.setProperty('--bottom-bar', `${bar.offsetHeight}px`);
  return () => {
    style.removeProperty('--bottom-bar');
  };
};
