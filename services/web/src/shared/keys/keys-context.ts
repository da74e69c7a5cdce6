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
  /** Shows all keys that do something just now. */
  readonly showHelp: () => void;
  readonly lettersOn: boolean;
  readonly setLettersOn: (on: boolean) => void;
}

export const KeysContext = createContext<Keys>({
  register: () => () => undefined,
  showHelp: () => undefined,
  lettersOn: true,
  setLettersOn: () => undefined,
});
