import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { Ports } from '@/shared/ports';
import { App } from './app';
import { preload } from './preload';
import { createQueryClient } from './query-client';

/** Renders the page into an element of the document. */
export function start(element: Element, ports: Ports): Root {
  void preload(window.location.pathname);
  const root = createRoot(element);
  root.render(
    <StrictMode>
      <App ports={ports} client={createQueryClient()} />
    </StrictMode>,
  );
  return root;
}
