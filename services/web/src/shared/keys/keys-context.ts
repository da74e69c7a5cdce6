import { createContext } from 'react';
import type { Shortcut } from './keymap';

/** The keys of one part of a screen. */
export interface KeyGroup {
  readonly title: string;
  readonly shortcuts: () => readonly Shortcut[];
}

export interface Keys {
  /** Adds keys; the answer takes them away again. */
  readonly register: (group: KeyGroup) => () => void;
  readonly lettersOn: boolean;
  readonly setLettersOn: (on: boolean) => void;
}

export const KeysContext = createContext<Keys>({
  register: () => () => undefined,
  lettersOn: true,
  setLettersOn: () => undefined,
});
