type Load = () => Promise<unknown>;

/** Screens with code of their own, by how their addresses begin. */
const SCREENS: readonly (readonly [string, Load])[] = [
  ['/albums', () => import('@/features/albums/components/albums-page')],
  ['/people', () => import('@/features/people/components/people-page')],
  ['/duplicates', () => import('@/features/duplicates/components/duplicates-pages')],
];

/** Has the code of a screen fetched while it is still being asked who is there. */
export async function preload(path: string): Promise<void> {
  const screen = SCREENS.find(([start]) => path.startsWith(start));
  await screen?.[1]().catch(() => undefined);
}
