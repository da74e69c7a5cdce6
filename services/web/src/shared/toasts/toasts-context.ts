import { createContext, use } from 'react';

/** What takes something back. It outlives the page, so what is told of it has to be JSON. */
export interface Undo {
  /** Who knows how. */
  readonly kind: 'duplicates' | 'groups';
  readonly told: unknown;
}

/** Takes things of one kind back; tells, in words, what could not be brought back of them. */
export type Taker = (told: unknown) => Promise<string | undefined>;

export type Takers = Readonly<Record<Undo['kind'], Taker>>;

/** Something to tell at the edge of the screen, and perhaps to take back. */
export interface Message {
  readonly text: string;
  readonly tone?: 'plain' | 'error';
  /** What takes back what the text tells of; nothing where it was not done after all. */
  readonly undo?: Undo | Promise<Undo | null>;
  /** What is told once it is taken back; else that what the text tells of is. */
  readonly undone?: string | undefined;
}

export interface Toasts {
  /** Tells it; what it gives hides it again. */
  readonly show: (message: Message) => () => void;
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
