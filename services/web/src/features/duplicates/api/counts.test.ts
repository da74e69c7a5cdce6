import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { aGroup } from '@/testing/duplicates';
import { shiftCounts } from './counts';

const sums = (groups: number) => ({ groups, files: 2 * groups, reclaimableBytes: 100 });

test('what is counted is shifted, never below nothing, and what is not stays so', () => {
  const client = new QueryClient();
  const key = (level: string) => ['duplicates', 'counts', level];
  client.setQueryData(key('0.95'), { ...sums(1), byType: { perceptual: sums(0) } });
  const asked = { queryKey: key('0.90'), queryFn: () => new Promise(() => undefined) };
  void client.query(asked).catch(() => undefined);
  const group = aGroup('a');

  shiftCounts(client, [group, group], -1);

  expect(client.getQueryData(key('0.95'))).toMatchObject({ groups: 0, files: 0 });
  expect(client.getQueryData(key('0.90'))).toBeUndefined();
});
