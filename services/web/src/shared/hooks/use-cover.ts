import { useCallback, type RefCallback } from 'react';

/** Everything beside an element and its ancestors, messages apart. */
function besides(element: Element): Element[] {
  const found: Element[] = [];
  for (let one = element; one.parentElement !== null; one = one.parentElement) {
    for (const other of one.parentElement.children) {
      const isKept = other === one || other.hasAttribute('aria-live') || other.tagName === 'HEAD';
      if (!isKept && !other.hasAttribute('inert')) found.push(other);
    }
  }
  return found;
}

/**
 * Has the element with the ref cover the page: it takes the focus, and nothing else can be reached.
 *
 * Unlike a dialog of the browser it leaves the messages of the page usable.
 */
export function useCover(): RefCallback<HTMLElement> {
  return useCallback((element: HTMLElement) => {
    const before = document.querySelector<HTMLElement>(':focus');
    const others = besides(element);
    for (const other of others) other.setAttribute('inert', '');
    element.focus({ preventScroll: true });
    return () => {
      for (const other of others) other.removeAttribute('inert');
      const content = document.querySelector<HTMLElement>('main');
      (before?.isConnected === true ? before : content)?.focus({ preventScroll: true });
    };
  }, []);
}
