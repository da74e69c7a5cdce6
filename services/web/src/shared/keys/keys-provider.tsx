import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { usePorts } from '../ports';
import { KeyHelp } from './key-help';
import { isPressedBy, isSingleCharacter, pressedName, takesText, type Shortcut } from './keymap';
import { KeysContext, type KeyGroup } from './keys-context';

const STORED = 'twinlens.letters';

/** Listens for keys, for whatever registers some; `?` shows them all. */
export function KeysProvider({ children }: { children: ReactNode }): ReactElement {
  const { store } = usePorts();
  const groups = useRef<KeyGroup[]>([]);
  const [help, setHelp] = useState<readonly KeyGroup[] | null>(null);
  const [lettersOn, setOn] = useState(() => store.getItem(STORED) !== 'off');
  const register = useCallback((group: KeyGroup) => {
    groups.current = [group, ...groups.current];
    return () => {
      groups.current = groups.current.filter((other) => other !== group);
    };
  }, []);
  const setLettersOn = useCallback(
    (on: boolean) => {
      store.setItem(STORED, on ? 'on' : 'off');
      setOn(on);
    },
    [store],
  );
  const showHelp = useCallback(() => {
    setHelp(groups.current);
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || takesText(event.target)) return;
      if (isModalOpen(event.target)) return;
      const name = pressedName(event);
      if (!lettersOn && isSingleCharacter(name)) return;
      if (isPressedBy(name, event.target)) return;
      if (name === '?') {
        showHelp();
        return;
      }
      const found = shortcutOf(groups.current, name);
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [lettersOn, showHelp]);
  const keys = useMemo(
    () => ({ register, showHelp, lettersOn, setLettersOn }),
    [register, showHelp, lettersOn, setLettersOn],
  );
  return (
    <KeysContext value={keys}>
      {children}
      {help !== null && (
        <KeyHelp
          groups={help}
          onClose={() => {
            setHelp(null);
          }}
        />
      )}
    </KeysContext>
  );
}

function shortcutOf(groups: readonly KeyGroup[], name: string): Shortcut | undefined {
  for (const group of groups) {
    const found = group.shortcuts().find((shortcut) => shortcut.keys.includes(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Keys belong to an open window alone, unless the window itself says that it takes them. */
function isModalOpen(target: EventTarget | null): boolean {
  const open = document.querySelector('dialog[open]:not([data-keys])');
  return open !== null && !(target instanceof Element && target.closest('[data-keys]') !== null);
}
