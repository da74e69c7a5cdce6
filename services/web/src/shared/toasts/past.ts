import type { TabStore } from '../ports';
import type { Undo } from './toasts-context';

const STORED = 'twinlens.past';
const MOST = 200;

/** Something that was done, and can be taken back. */
export interface Deed {
  readonly id: number;
  readonly text: string;
  /** What is told once it is taken back; else that what the text tells of is. */
  readonly undone?: string | undefined;
  readonly undo: Undo | Promise<Undo | null>;
}

/** What was done in this tab, the newest last; it is still known when the page comes back. */
export class Past {
  private deeds: readonly Deed[];
  private readonly tab: TabStore;

  constructor(tab: TabStore) {
    this.tab = tab;
    this.deeds = read(tab);
  }

  get last(): Deed | undefined {
    return this.deeds.at(-1);
  }

  /** Adds a deed, or puts one back to its place. */
  add(deed: Deed): void {
    const others = this.deeds.filter(({ id }) => id !== deed.id);
    this.keep([...others, deed].sort((one, other) => one.id - other.id));
  }

  /** Whether it was there. */
  remove(id: number): boolean {
    const others = this.deeds.filter((deed) => deed.id !== id);
    const wasThere = others.length < this.deeds.length;
    this.keep(others);
    return wasThere;
  }

  private keep(deeds: readonly Deed[]): void {
    this.deeds = deeds;
    const known = deeds.filter(({ undo }) => !(undo instanceof Promise));
    try {
      this.tab.setItem(STORED, JSON.stringify(known.slice(-MOST)));
    } catch {
      // a full or closed store: what was done is known as long as the page is there
    }
  }
}

function read(tab: TabStore): readonly Deed[] {
  try {
    return JSON.parse(tab.getItem(STORED) ?? '[]') as Deed[]; // by whom it was written: us
  } catch {
    return [];
  }
}
