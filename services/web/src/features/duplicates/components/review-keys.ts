import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { strings } from '@/shared/strings';

/** What the keys of a review do. */
export interface ReviewActions {
  readonly go: (step: 1 | -1) => void;
  readonly focus: (step: 1 | -1) => void;
  /** Marks the copy with this number the other way, counted from 0. */
  readonly toggleAt: (place: number) => void;
  readonly toggle: () => void;
  readonly accept: () => void;
  readonly resolve: () => void;
  readonly keepAll: () => void;
  readonly trashOthers: () => void;
  readonly dismiss: () => void;
  /** They are versions of one shot. */
  readonly stack: () => void;
  /** The copy in focus stands for its shot. */
  readonly setPrimary: () => void;
  readonly nextMode: () => void;
  readonly info: () => void;
  readonly resetZoom: () => void;
  readonly zoom: (factor: number) => void;
  readonly pan: (right: number, down: number) => void;
  readonly back: () => void;
}

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const NEARER = 1.5;
const STEP = 0.2;

/** Has the whole review done by keys. */
export function useReviewKeys(actions: ReviewActions): void {
  const { keysOfReview, keys } = strings.duplicates;
  const { go, focus, zoom, pan } = actions;
  useShortcuts(keysOfReview, [
    { keys: ['Enter'], label: keys.accept, run: actions.accept },
    { keys: ['Shift+C'], label: keys.resolve, run: actions.resolve },
    {
      keys: ['ArrowRight'],
      label: keys.next,
      run: () => {
        go(1);
      },
    },
    {
      keys: ['ArrowLeft'],
      label: keys.previous,
      run: () => {
        go(-1);
      },
    },
    {
      keys: ['ArrowDown'],
      label: keys.focusNext,
      run: () => {
        focus(1);
      },
    },
    {
      keys: ['ArrowUp'],
      label: keys.focusPrevious,
      run: () => {
        focus(-1);
      },
    },
    { keys: [' '], label: keys.toggle, run: actions.toggle },
    ...NUMBERS.map((number, place) => ({
      keys: [number],
      label: keys.number,
      run: () => {
        actions.toggleAt(place);
      },
    })),
    { keys: ['a'], label: keys.keepAll, run: actions.keepAll },
    { keys: ['d'], label: keys.trashOthers, run: actions.trashOthers },
    { keys: ['x'], label: keys.dismiss, run: actions.dismiss },
    { keys: ['Shift+S'], label: keys.stack, run: actions.stack },
    { keys: ['p'], label: keys.primary, run: actions.setPrimary },
    { keys: ['m'], label: keys.mode, run: actions.nextMode },
    { keys: ['i'], label: keys.info, run: actions.info },
    { keys: ['0'], label: keys.reset, run: actions.resetZoom },
    {
      keys: ['+', '='],
      label: keys.nearer,
      run: () => {
        zoom(NEARER);
      },
    },
    {
      keys: ['-'],
      label: keys.farther,
      run: () => {
        zoom(1 / NEARER);
      },
    },
    {
      keys: ['Ctrl+ArrowLeft'],
      label: `${keys.pan} ←`,
      run: () => {
        pan(-STEP, 0);
      },
    },
    {
      keys: ['Ctrl+ArrowRight'],
      label: `${keys.pan} →`,
      run: () => {
        pan(STEP, 0);
      },
    },
    {
      keys: ['Ctrl+ArrowUp'],
      label: `${keys.pan} ↑`,
      run: () => {
        pan(0, -STEP);
      },
    },
    {
      keys: ['Ctrl+ArrowDown'],
      label: `${keys.pan} ↓`,
      run: () => {
        pan(0, STEP);
      },
    },
    { keys: ['Escape'], label: keys.back, run: actions.back },
  ]);
}
