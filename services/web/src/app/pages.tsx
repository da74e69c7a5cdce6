import { mdiImageOutline } from '@mdi/js';
import { Suspense, type ReactElement } from 'react';
import { Link, Route, Switch } from 'wouter';
import type { User } from '@/features/session/session';
import { PartPage } from '@/features/shots/components/part-page';
import { PhotosPage } from '@/features/shots/components/photos-page';
import { TimelineSkeleton } from '@/features/shots/components/timeline-skeleton';
import { Empty } from '@/shared/components/empty';
import { strings } from '@/shared/strings';
import { MorePage } from './navigation';
import { screen } from './screen';

const AlbumsPage = screen(
  async () => (await import('@/features/albums/components/albums-page')).AlbumsPage,
);
const AlbumPage = screen(
  async () => (await import('@/features/albums/components/album-page')).AlbumPage,
);
const PeoplePage = screen(
  async () => (await import('@/features/people/components/people-page')).PeoplePage,
);
const PersonPage = screen(
  async () => (await import('@/features/people/components/person-page')).PersonPage,
);
const DuplicatesPages = screen(
  async () => (await import('@/features/duplicates/components/duplicates-pages')).DuplicatesPages,
);
const ScanPage = screen(
  async () => (await import('@/features/scan/components/scan-page')).ScanPage,
);

const PreferencesPage = screen(
  async () => (await import('@/features/preferences/components/preferences-page')).PreferencesPage,
);
const SuggestionsPage = screen(
  async () => (await import('@/features/suggestions/components/suggestions-page')).SuggestionsPage,
);
const SystemPage = screen(
  async () => (await import('@/features/system/components/system-page')).SystemPage,
);

const { albums, people } = strings;

/** Photos, with or without one that is open over them: the screen stays the same. */
const PHOTOS = /^\/(?:photos\/(?<assetId>[^/]+))?$/;
const ALBUM = /^\/albums\/(?<id>[^/]+)(?:\/photos\/(?<assetId>[^/]+))?$/;
const PERSON = /^\/people\/(?<id>[^/]+)(?:\/photos\/(?<assetId>[^/]+))?$/;

/** Which screen stands at which address. Screens that are not the first are loaded when asked for. */
export function Pages({ user }: { user: User }): ReactElement {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path={PHOTOS}>{({ assetId }) => <PhotosPage assetId={assetId} />}</Route>
        <Route path="/albums">
          <AlbumsPage userId={user.userId} />
        </Route>
        <Route path={ALBUM}>
          {({ id, assetId }) => (
            <AlbumPage key={id} albumId={String(id)} userId={user.userId}>
              {(order) =>
                order === undefined ? (
                  <TimelineSkeleton />
                ) : (
                  <PartPage
                    albumId={String(id)}
                    order={order}
                    path={`/albums/${String(id)}`}
                    assetId={assetId}
                    nothing={<EmptyPart title={albums.nothing} hint={albums.nothingHint} />}
                  />
                )
              }
            </AlbumPage>
          )}
        </Route>
        <Route path="/people">
          <PeoplePage />
        </Route>
        <Route path={PERSON}>
          {({ id, assetId }) => (
            <PersonPage key={id} personId={String(id)}>
              <PartPage
                personId={String(id)}
                path={`/people/${String(id)}`}
                assetId={assetId}
                nothing={<EmptyPart title={people.nothing} hint={people.nothingHint} />}
              />
            </PersonPage>
          )}
        </Route>
        <Route path="/duplicates/*?">
          <DuplicatesPages />
        </Route>
        <Route path="/scan">
          <ScanPage isAdmin={user.isAdmin} />
        </Route>
        <Route path="/suggestions">
          <SuggestionsPage />
        </Route>
        <Route path="/preferences">
          <PreferencesPage />
        </Route>
        <Route path="/system">{user.isAdmin ? <SystemPage /> : <AdminsOnly />}</Route>
        <Route path="/more">
          <MorePage user={user} />
        </Route>
        <Route>
          <DeadEnd title={strings.notFound} />
        </Route>
      </Switch>
    </Suspense>
  );
}

function EmptyPart(props: { title: string; hint: string }): ReactElement {
  return <Empty icon={mdiImageOutline} {...props} />;
}

function Loading(): ReactElement {
  return (
    <p role="status" className="p-8 text-center">
      {strings.loading}
    </p>
  );
}

function AdminsOnly(): ReactElement {
  return <DeadEnd title={strings.adminsOnly} hint={strings.adminsOnlyHint} />;
}

function DeadEnd({ title, hint }: { title: string; hint?: string }): ReactElement {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-16 text-center">
      <h1 className="text-xl font-semibold">{title}</h1>
      {hint !== undefined && <p>{hint}</p>}
      <Link href="/" className="text-primary flex min-h-11 items-center underline">
        {strings.toPhotos}
      </Link>
    </div>
  );
}
