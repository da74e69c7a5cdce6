import {
  mdiAccountOutline,
  mdiCogOutline,
  mdiContentDuplicate,
  mdiImageAlbum,
  mdiImageMultipleOutline,
  mdiLightbulbOnOutline,
  mdiRadar,
  mdiServerOutline,
} from '@mdi/js';
import type { User } from '@/features/session/session';
import { strings } from '@/shared/strings';

/** A place that the navigation leads to. */
export interface Place {
  readonly path: string;
  readonly name: string;
  readonly icon: string;
}

const places: readonly (Place & { readonly adminOnly?: boolean })[] = [
  { path: '/', name: strings.nav.photos, icon: mdiImageMultipleOutline },
  { path: '/duplicates', name: strings.nav.duplicates, icon: mdiContentDuplicate },
  { path: '/albums', name: strings.nav.albums, icon: mdiImageAlbum },
  { path: '/people', name: strings.nav.people, icon: mdiAccountOutline },
  { path: '/suggestions', name: strings.nav.suggestions, icon: mdiLightbulbOnOutline },
  { path: '/scan', name: strings.nav.scan, icon: mdiRadar },
  { path: '/preferences', name: strings.nav.preferences, icon: mdiCogOutline },
  { path: '/system', name: strings.nav.system, icon: mdiServerOutline, adminOnly: true },
];

/** How many places have a tab of their own on phones; the others stand under More. */
export const TABS = 4;

/** The places a user can go to. */
export function placesOf(user: User): readonly Place[] {
  return places.filter((place) => place.adminOnly !== true || user.isAdmin);
}
