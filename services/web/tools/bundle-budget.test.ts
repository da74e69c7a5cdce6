import { build } from 'vite';
import { expect, test } from 'vitest';
import { bundleBudget, overspent } from './bundle-budget.ts';

const noise = (bytes: number) =>
  Uint8Array.from({ length: bytes }, (_, index) => Math.imul(index, 2_654_435_761) >>> 24);

test('a build within its budget has no problems', () => {
  expect(overspent([{ name: 'a.js', content: 'let a = 1' }], { '.js': 100 })).toEqual([]);
});

test('files of one kind are weighed together', () => {
  const files = ['a.js', 'b.js', 'c.css'].map((name) => ({ name, content: noise(400) }));

  const problems = overspent(files, { '.js': 500, '.css': 500 });

  expect(problems).toEqual([
    expect.stringMatching(/^\.js files weigh \d+ bytes gzipped, over 500$/),
  ]);
});

const buildWith = (limit: number) =>
  build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'virtual-entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? 'document.title = "built"' : null),
      },
      {
        name: 'icon',
        generateBundle() {
          this.emitFile({ type: 'asset', fileName: 'icon.svg', source: '<svg/>' });
        },
      },
      bundleBudget({ '.js': limit }),
    ],
    build: { write: false, rolldownOptions: { input: 'entry' } },
  });

test('a build that grew too heavy fails', async () => {
  await expect(buildWith(1)).rejects.toThrow('over 1');
});

test('a light build passes', async () => {
  await expect(buildWith(10_000)).resolves.toBeDefined();
});
