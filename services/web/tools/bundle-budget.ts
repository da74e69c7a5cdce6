import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** One file of the build with its content. */
export interface BuiltFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Greatest gzipped size in bytes of all files with the given ending together. */
export type Budget = Readonly<Record<string, number>>;

/** One sentence for each kind of file that is heavier than its budget. */
export function overspent(files: readonly BuiltFile[], budget: Budget): string[] {
  return Object.entries(budget).flatMap(([ending, limit]) => {
    const bytes = files
      .filter((file) => file.name.endsWith(ending))
      .reduce((sum, file) => sum + gzipSync(file.content).length, 0);
    return bytes > limit ? [`${ending} files weigh ${bytes} bytes gzipped, over ${limit}`] : [];
  });
}

/** Fails the build when it grows over its budget. */
export function bundleBudget(budget: Budget): Plugin {
  return {
    name: 'bundle-budget',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).map((file) => ({
        name: file.fileName,
        content: file.type === 'chunk' ? file.code : file.source,
      }));
      for (const problem of overspent(files, budget)) this.error(problem);
    },
  };
}
