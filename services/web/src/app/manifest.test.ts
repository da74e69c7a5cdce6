import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Manifest {
  readonly display: string;
  readonly start_url: string;
  readonly icons: readonly { src: string; sizes: string; purpose?: string }[];
}

const manifest = JSON.parse(readFileSync('public/manifest.webmanifest', 'utf8')) as Manifest;

test('the page can be installed', () => {
  const sizes = manifest.icons.map((icon) => icon.sizes);

  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/' });
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(manifest.icons.map((icon) => icon.purpose)).toContain('maskable');
});

test.each(manifest.icons)('$src is there', ({ src }) => {
  expect(existsSync(`public${src}`)).toBe(true);
});

test('the document names the manifest', () => {
  expect(readFileSync('index.html', 'utf8')).toContain('href="/manifest.webmanifest"');
});
