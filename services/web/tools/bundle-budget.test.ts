import { build } from 'vite';
import { expect, test } from 'vitest';
import { bundleBudget, firstChunks, overspent } from './bundle-budget.ts';

const noise = (bytes: number) =>
  Uint8Array.from({ length: bytes }, (_, index) => Math.imul(index, 2_654_435_761) >>> 24);

test('a build within its budget has no problems', () => {
  const files = [
    { name: 'a.js', content: 'let a = 1', isFirst: true },
    { name: 'b.js', content: 'let b = 1', isFirst: false },
  ];

  expect(overspent(files, { '.js': { first: 100, later: 100 } })).toEqual([]);
});

test('what is loaded with the page is weighed together', () => {
  const files = ['a.js', 'b.js', 'c.css'].map((name) => ({
    name,
    content: noise(400),
    isFirst: true,
  }));
  const limits = { first: 500, later: 1 };

  expect(overspent(files, { '.js': limits, '.css': limits })).toEqual([
    expect.stringMatching(/^first \.js files weigh \d+ bytes gzipped, over 500$/),
  ]);
});

test('what is loaded later is weighed by itself', () => {
  const files = [400, 600].map((bytes) => ({
    name: `${bytes}.js`,
    content: noise(bytes),
    isFirst: false,
  }));

  expect(overspent(files, { '.js': { first: 1, later: 500 } })).toEqual([
    '600.js weighs more than 500 bytes gzipped',
  ]);
});

test('what an entry imports comes with it, however far', () => {
  const chunk = (fileName: string, imports: string[], isEntry = false) => ({
    fileName,
    imports,
    isEntry,
  });
  const chunks = [
    chunk('entry.js', ['a.js', 'outside'], true),
    chunk('a.js', ['b.js', 'entry.js']),
    chunk('b.js', []),
    chunk('lazy.js', ['b.js']),
  ];

  expect([...firstChunks(chunks)]).toEqual(['entry.js', 'a.js', 'b.js', 'outside']);
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
      bundleBudget({ '.js': { first: limit, later: limit } }),
    ],
    build: { write: false, rolldownOptions: { input: 'entry' } },
  });

test('a build that grew too heavy fails', async () => {
  await expect(buildWith(1)).rejects.toThrow('over 1');
});

test('a light build passes', async () => {
  await expect(buildWith(10_000)).resolves.toBeDefined();
});
