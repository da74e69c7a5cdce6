import { act } from '@testing-library/react';
import { vi } from 'vitest';

/** What jsdom lacks of a browser: sizes, and elements that come into view. */
export const browser = {
  width: 1000,
  resizers: new Map<Element, () => void>(),
  watchers: new Map<Element, IntersectionObserverCallback>(),

  /** Gives every measured element a new width. */
  resize(width: number): void {
    browser.width = width;
    act(() => {
      browser.resizers.forEach((notify) => {
        notify();
      });
    });
  },

  /** Says for every watched element whether it is near the visible part. */
  scroll(isIntersecting: boolean): void {
    act(() => {
      browser.watchers.forEach((notify) => {
        const entry = { isIntersecting } as IntersectionObserverEntry;
        notify([entry], {} as IntersectionObserver);
      });
    });
  },
};

class FakeResizeObserver {
  private readonly notify: () => void;
  private target: Element | undefined;

  constructor(notify: () => void) {
    this.notify = notify;
  }

  observe(element: Element): void {
    this.target = element;
    browser.resizers.set(element, this.notify);
    this.notify();
  }

  disconnect(): void {
    if (this.target) browser.resizers.delete(this.target);
  }
}

class FakeIntersectionObserver {
  private readonly notify: IntersectionObserverCallback;
  private target: Element | undefined;

  constructor(notify: IntersectionObserverCallback) {
    this.notify = notify;
  }

  observe(element: Element): void {
    this.target = element;
    browser.watchers.set(element, this.notify);
  }

  disconnect(): void {
    if (this.target) browser.watchers.delete(this.target);
  }
}

/** Puts the missing parts into jsdom, fresh for each test. */
export function installBrowser(): void {
  browser.width = 1000;
  browser.resizers.clear();
  browser.watchers.clear();
  vi.stubGlobal('ResizeObserver', FakeResizeObserver);
  vi.stubGlobal('IntersectionObserver', FakeIntersectionObserver);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(() => browser.width);
}
