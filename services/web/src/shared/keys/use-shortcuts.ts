import { use, useEffect, useRef } from 'react';
import type { Shortcut } from './keymap';
import { KeysContext } from './keys-context';

/** Has these keys do something as long as the component is there; the newest ones win. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const { register } = use(KeysContext);
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => register({ title, shortcuts: () => current.current }), [register, title]);
}
