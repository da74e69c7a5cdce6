import type { TabStore } from '@/shared/ports';

/** A device that remembers as long as a test. */
export function memoryStore(): TabStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
    clear: () => {
      kept.clear();
    },
  };
}
