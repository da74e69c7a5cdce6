import type { TabStore } from '@/shared/ports';

/** The part of a tab's store that is one user's: nobody else who signs in there reads it. */
export function ownTab(tab: TabStore, userId: string): TabStore {
  const own = (key: string) => `${key}.${userId}`;
  return {
    getItem: (key) => tab.getItem(own(key)),
    setItem: (key, value) => {
      tab.setItem(own(key), value);
    },
    clear: () => {
      tab.clear();
    },
  };
}
