import { createContext, use } from 'react';

/** Something to tell at the edge of the screen, and perhaps to take back. */
export interface Message {
  readonly text: string;
  readonly tone?: 'plain' | 'error';
  /** Takes back what the text tells of; rejects when it cannot. */
  readonly undo?: () => Promise<unknown>;
}

export interface Toasts {
  readonly show: (message: Message) => void;
  /** Takes back the newest thing that can still be taken back. */
  readonly undoLast: () => void;
}

export const ToastsContext = createContext<Toasts | null>(null);

/** The messages of the page; throws outside the app. */
export function useToasts(): Toasts {
  const toasts = use(ToastsContext);
  if (toasts === null) throw new Error('The app gives the toasts');
  return toasts;
}
