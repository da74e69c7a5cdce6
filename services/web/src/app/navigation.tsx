import { mdiDotsHorizontal } from '@mdi/js';
import type { ReactElement } from 'react';
import { Link, useLocation, useRoute } from 'wouter';
import { totalOf, useCounts } from '@/features/duplicates/api/get-groups';
import { noFilters } from '@/features/duplicates/filters';
import type { User } from '@/features/session/session';
import { Icon } from '@/shared/components/icon';
import { locale, strings } from '@/shared/strings';
import { ImmichLink } from './immich-link';
import { placesOf, TABS, type Place } from './nav';

const more: Place = { path: '/more', name: strings.nav.more, icon: mdiDotsHorizontal };

function useIsHere(path: string): boolean {
  const [here] = useRoute(path);
  const [below] = useRoute(`${path}/*?`);
  return path === '/' ? here : below;
}

const short = new Intl.NumberFormat(locale, { notation: 'compact' });

/** How much waits at a place: how many groups of duplicates there are. */
function Waiting({ path }: { path: string }): ReactElement | null {
  return path === '/duplicates' ? <GroupCount /> : null;
}

function GroupCount(): ReactElement | null {
  const count = totalOf(useCounts(noFilters).data, noFilters);
  if (count === 0) return null;
  return (
    <span className="bg-primary text-on-primary rounded-full px-2 text-xs leading-5 font-medium">
      <span aria-hidden="true">{short.format(count)}</span>
      <span className="sr-only">{strings.nav.groups(count)}</span>
    </span>
  );
}

/** The ways to all screens: beside the page on wide screens, under it on phones. */
export function Navigation({ user }: { user: User }): ReactElement {
  const places = placesOf(user);
  return (
    <>
      <nav
        aria-label={strings.nav.label}
        className="nav:flex sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-52 shrink-0 flex-col gap-1 overflow-y-auto p-2"
      >
        {places.map((place) => (
          <SideLink key={place.path} place={place} />
        ))}
        <ImmichLink />
      </nav>
      <nav
        aria-label={strings.nav.tabs}
        className="bg-page border-line nav:hidden crammed:hidden fixed inset-x-0 bottom-0 z-40 flex border-t pb-[env(safe-area-inset-bottom)]"
      >
        {places.slice(0, TABS).map((place) => (
          <Tab key={place.path} place={place} />
        ))}
        <Tab place={more} holds={places.slice(TABS)} />
      </nav>
    </>
  );
}

function SideLink({ place }: { place: Place }): ReactElement {
  const isHere = useIsHere(place.path);
  return (
    <Link
      href={place.path}
      aria-current={isHere ? 'page' : undefined}
      className={`flex min-h-11 items-center gap-3 rounded-full px-4 ${isHere ? 'bg-subtle text-primary font-medium' : 'hover:bg-subtle'}`}
    >
      <Icon path={place.icon} size={24} />
      <span className="flex-1">{place.name}</span> <Waiting path={place.path} />
    </Link>
  );
}

function Tab(props: { place: Place; holds?: readonly Place[] }): ReactElement {
  const { place, holds = [] } = props;
  const [path] = useLocation();
  const isHere = useIsHere(place.path) || holds.some((held) => path.startsWith(held.path));
  return (
    <Link
      href={place.path}
      aria-current={isHere ? 'page' : undefined}
      className={`flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center text-xs ${isHere ? 'text-primary font-medium' : ''}`}
    >
      <span className="relative">
        <Icon path={place.icon} size={24} />
        <span className="absolute -top-1 left-4 flex">
          <Waiting path={place.path} />
        </span>
      </span>{' '}
      <span className="max-w-full truncate px-1">{place.name}</span>
    </Link>
  );
}

/** On phones: the places without a tab. */
export function MorePage({ user }: { user: User }): ReactElement {
  return (
    <>
      <h1 className="px-3 pt-3 pb-1 text-xl font-semibold">{strings.nav.more}</h1>
      <ul role="list" className="p-2">
        {placesOf(user)
          .slice(TABS)
          .map((place) => (
            <li key={place.path}>
              <SideLink place={place} />
            </li>
          ))}
        <li className="empty:hidden">
          <ImmichLink />
        </li>
      </ul>
    </>
  );
}
