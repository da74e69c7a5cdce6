import type { QueryClient } from '@tanstack/react-query';
import { ask } from '@/shared/api/client';
import { forgetGroups } from '@/shared/live/use-live';
import type { Ports } from '@/shared/ports';
import type { Takers } from '@/shared/toasts/toasts-context';

/** How each kind of deed is taken back, on whichever screen one is. */
export function takersOf(client: QueryClient, { fetch, tab }: Ports): Takers {
  return {
    groups: async (told) => {
      const { tokens } = told as { readonly tokens: readonly string[] };
      for (const token of tokens.toReversed()) {
        await ask(fetch, 'post', '/api/groups/undo/{token}', { path: { token } });
      }
      await forgetGroups(client);
      return undefined;
    },
    duplicates: async (told) => {
      const { takeBack } = await import('@/features/duplicates/api/take-back');
      return takeBack({ client, fetch, tab }, told);
    },
  };
}
