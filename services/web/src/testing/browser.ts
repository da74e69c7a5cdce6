import { act } from '@testing-library/react';
import { vi } from 'vitest';

/** How far below the top of the page everything begins. */
const ABOVE = 200;

/** What jsdom lacks of a browser: sizes, scrolling and modal windows. */
export const browser = {
  width: 1000,
  top: 0,
  nearEnd: false,
  hasMouse: false,
  resizers: new Map<Element, () => void>(),
  watchers: new Map<Element, () => void>(),

  /** Gives every measured element a new width. */
  resize(width: number): void {
    browser.width = width;
    act(() => {
      browser.resizers.forEach((notify) => {
        notify();
      });
    });
  },

  /** Scrolls the page to a line, as a person or a script does. */
  scrollTo(top: number): void {
    browser.top = Math.max(top, 0);
    act(() => {
      window.dispatchEvent(new Event('scroll'));
    });
  },

  /** Scrolls so that every watched element is near the visible part, or far from it. */
  scroll(nearEnd: boolean): void {
    browser.nearEnd = nearEnd;
    act(() => {
      browser.watchers.forEach((notify) => {
        notify();
      });
    });
  },
};

class FakeResizeObserver {
  private readonly notify: () => void;
  private target: Element = document.body;

  constructor(notify: () => void) {
    this.notify = notify;
  }

  observe(element: Element): void {
    this.target = element;
    browser.resizers.set(element, this.notify);
  }

  disconnect(): void {
    browser.resizers.delete(this.target);
  }
}

class FakeIntersectionObserver {
  private readonly notify: () => void;
  private target: Element = document.body;

  constructor(notify: (entries: Pick<IntersectionObserverEntry, 'isIntersecting'>[]) => void) {
    this.notify = () => {
      notify([{ isIntersecting: browser.nearEnd }]);
    };
  }

  observe(element: Element): void {
    this.target = element;
    browser.watchers.set(element, this.notify);
    this.notify();
  }

  disconnect(): void {
    browser.watchers.delete(this.target);
  }
}

function showModal(this: HTMLDialogElement): void {
  this.open = true;
}

function close(this: HTMLDialogElement): void {
  this.open = false;
  this.dispatchEvent(new Event('close'));
}

/** Puts the missing parts into jsdom, fresh for each test. */
export function installBrowser(): void {
  browser.width = 1000;
  browser.top = 0;
  browser.nearEnd = false;
  browser.hasMouse = false;
  browser.resizers.clear();
  browser.watchers.clear();
  vi.stubGlobal('ResizeObserver', FakeResizeObserver);
  vi.stubGlobal('IntersectionObserver', FakeIntersectionObserver);
  vi.stubGlobal('matchMedia', () => ({ matches: browser.hasMouse }));
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
  Object.assign(HTMLDialogElement.prototype, { showModal, close });
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(() => browser.width);
  vi.spyOn(window, 'scrollY', 'get').mockImplementation(() => browser.top);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(
    () => new DOMRect(0, ABOVE - browser.top, browser.width, 600),
  );
  vi.stubGlobal('scrollTo', ({ top }: { top: number }) => {
    browser.top = Math.max(top, 0);
    // As in a browser, whatever is rendered at once is rendered before the page hears of it.
    queueMicrotask(() => {
      act(() => {
        window.dispatchEvent(new Event('scroll'));
      });
    });
  });
}
