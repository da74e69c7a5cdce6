import { expect, test } from 'vitest';
import { clipLength, fileFormat, fileSize, momentLabel } from './file-format';

test.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [1536, '1.5 KiB'],
  [25_165_824, '24.0 MiB'],
  [5 * 1024 ** 3, '5.0 GiB'],
  [3 * 1024 ** 5, '3,072.0 TiB'],
])('%d bytes read as %s', (bytes, text) => {
  expect(fileSize(bytes)).toBe(text);
});

test.each([
  ['IMG_1.cr2', 'CR2'],
  ['a.b.jpeg', 'JPEG'],
  ['README', ''],
])('the format of %s is "%s"', (filename, format) => {
  expect(fileFormat(filename)).toBe(format);
});

test.each([
  [7_400, '0:07'],
  [59_600, '1:00'],
  [754_000, '12:34'],
  [3_753_000, '1:02:33'],
])('a clip of %d ms runs %s', (milliseconds, text) => {
  expect(clipLength(milliseconds)).toBe(text);
});

test.each(['2026-05-01T12:00:00', '2026-05-01T12:00:00.310Z'])(
  'the moment %s reads in full',
  (at) => {
    expect(momentLabel(at)).toMatch(/^May 1, 2026, 12:00\sPM$/);
  },
);
