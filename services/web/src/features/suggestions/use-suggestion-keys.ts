import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { strings } from '@/shared/strings';

type Runs = Readonly<Record<'down' | 'up' | 'right' | 'left' | 'accept' | 'reject', () => void>>;

/** The keys of the screen. */
export function useSuggestionKeys(runs: Runs): void {
  const words = strings.suggestions.keys;
  useShortcuts(words.title, [
    { keys: ['ArrowDown'], label: words.next, run: runs.down },
    { keys: ['ArrowUp'], label: words.previous, run: runs.up },
    { keys: ['ArrowRight'], label: words.right, run: runs.right },
    { keys: ['ArrowLeft'], label: words.left, run: runs.left },
    { keys: ['a'], label: words.accept, run: runs.accept },
    { keys: ['x'], label: words.reject, run: runs.reject },
  ]);
}
