/** A key that does something on a screen, as the help shows it and as the browser names it. */
export interface Shortcut {
  /** `KeyboardEvent.key`, with `Shift+` and `Ctrl+` in front where they are held: `Shift+C`. */
  readonly keys: readonly string[];
  /** What it does, for the list of keys. */
  readonly label: string;
  readonly run: () => void;
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const isLetter = (key: string): boolean => /^\p{L}$/u.test(key);

/** The name of what was pressed, or nothing where Alt is held: that is the browser's. */
export function pressedName(event: Pressed): string {
  if (event.altKey) return '';
  const control = event.ctrlKey || event.metaKey;
  if (!isLetter(event.key)) return `${control ? 'Ctrl+' : ''}${event.key}`;
  const letter = event.key.toLowerCase();
  if (control) return `Ctrl+${letter.toUpperCase()}`;
  return event.shiftKey ? `Shift+${letter.toUpperCase()}` : letter;
}

/** Whether a key is a single character, which people who dictate must be able to turn off. */
export function isSingleCharacter(name: string): boolean {
  return name.replace('Shift+', '').length === 1 && name !== ' ';
}

/** Whether keys typed here are text. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'range'].includes(target.type)
  );
}

/** Whether a key presses what has the focus, and nothing else: Enter or Space, as browsers do. */
export function isPressedBy(name: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element) || (name !== 'Enter' && name !== ' ')) return false;
  const pressed = target.closest('button, a[href], input, summary');
  if (pressed === null) return false;
  return name === ' ' || !pressed.matches('[type=checkbox], [type=radio], [type=range]');
}
