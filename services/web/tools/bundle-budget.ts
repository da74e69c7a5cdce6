import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** One file of the build with its content; the first ones are loaded with the page itself. */
export interface BuiltFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly isFirst: boolean;
}

/** Greatest gzipped sizes in bytes of files with an ending. */
export interface Limits {
  /** Of all that are loaded with the page, together. */
  readonly first: number;
  /** Of each that is loaded later. */
  readonly later: number;
}

export type Budget = Readonly<Record<string, Limits>>;

const weigh = (file: BuiltFile): number => gzipSync(file.content).length;

/** One sentence for each thing that is heavier than its budget. */
export function overspent(files: readonly BuiltFile[], budget: Budget): string[] {
  return Object.entries(budget).flatMap(([ending, limits]) => {
    const ofKind = files.filter((file) => file.name.endsWith(ending));
    const first = ofKind.filter((file) => file.isFirst).reduce((sum, file) => sum + weigh(file), 0);
    const tooMuch =
      first > limits.first
        ? [`first ${ending} files weigh ${first} bytes gzipped, over ${limits.first}`]
        : [];
    const heavy = ofKind.filter((file) => !file.isFirst && weigh(file) > limits.later);
    return [
      ...tooMuch,
      ...heavy.map((file) => `${file.name} weighs more than ${limits.later} bytes gzipped`),
    ];
  });
}

interface Chunk {
  readonly type: 'chunk';
  readonly fileName: string;
  readonly code: string;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
}

/** The names of what entries need at once, themselves included. */
export function firstChunks(chunks: readonly Omit<Chunk, 'type' | 'code'>[]): Set<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    chunks.find((chunk) => chunk.fileName === name)?.imports.forEach(add);
  };
  chunks
    .filter((chunk) => chunk.isEntry)
    .forEach((chunk) => {
      add(chunk.fileName);
    });
  return found;
}

/** Fails the build when it grows over its budget. */
export function bundleBudget(budget: Budget): Plugin {
  return {
    name: 'bundle-budget',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const built = Object.values(bundle);
      const first = firstChunks(built.filter((file) => file.type === 'chunk'));
      const files = built.map((file) =>
        file.type === 'chunk'
          ? { name: file.fileName, content: file.code, isFirst: first.has(file.fileName) }
          : { name: file.fileName, content: file.source, isFirst: true },
      );
      for (const problem of overspent(files, budget)) this.error(problem);
    },
  };
}
