/** Every word the page says, in English; this folder is all there is to translate. */
import { albums } from './strings/albums';
import { duplicates } from './strings/duplicates';
import { people } from './strings/people';
import { preferences } from './strings/preferences';
import { scan } from './strings/scan';
import { session } from './strings/session';
import { shots, versions } from './strings/shots';
import { suggestions } from './strings/suggestions';
import { system } from './strings/system';

/** The language of dates and plurals, the same as that of the words. */
export const locale = 'en';

export const strings = {
  product: 'Twinlens',
  albums,
  duplicates,
  people,
  preferences,
  scan,
  session,
  shots,
  suggestions,
  system,
  versions,
  retry: 'Try again',
  close: 'Close',
  loading: 'Loading…',
  notFound: 'There is nothing here',
  toPhotos: 'Go to Photos',
  toScan: 'Go to Scan',
  adminsOnly: 'This page is for admins',
  adminsOnlyHint: 'Ask the administrator of your Immich server.',
  banners: {
    offline: 'You are offline. What you see may be out of date.',
    away: 'Part of this cannot be asked for just now. What you see may be out of date.',
  },
  broken: {
    title: 'Something broke on this page',
    hint: 'Your photos are safe. Try again, or reload the page if it breaks again.',
  },
  nav: {
    label: 'Main',
    tabs: 'Tabs',
    skip: 'Skip to content',
    photos: 'Photos',
    duplicates: 'Duplicates',
    albums: 'Albums',
    people: 'People',
    suggestions: 'Suggestions',
    scan: 'Scan',
    preferences: 'Preferences',
    system: 'System',
    more: 'More',
    immich: 'Open in Immich',
    groups: (count: number) => `${count.toLocaleString(locale)} groups`,
  },
  keys: {
    title: 'Keys',
    everywhere: 'Everywhere',
    undo: 'Undo',
    help: 'Keys (?)',
    range: (first: string, last: string) => `${first}–${last}`,
    names: {
      ' ': 'Space',
      ArrowLeft: '←',
      ArrowRight: '→',
      ArrowUp: '↑',
      ArrowDown: '↓',
      Escape: 'Esc',
    } as Readonly<Record<string, string>>,
  },
  toasts: {
    undo: 'Undo',
    hide: 'Hide this message',
    undone: (what: string) => `Taken back: ${what}`,
    notUndone: (why: string) => `This could not be taken back. ${why}`,
    over: (what: string) => `It is too late to take this back: ${what}`,
    nothing: 'There is nothing to take back.',
  },
  groupTypes: {
    raw_jpeg: 'RAW+JPEG',
    edited_versions: 'Edited',
    burst: 'Burst',
    video_variants: 'Clips',
    live_photo: 'Live',
    motion_photo: 'Motion',
    exact: 'Exact',
    perceptual: 'Similar',
  } as Readonly<Record<string, string>>,
  errors: {
    network: 'The server cannot be reached. Check your connection.',
    upstream: 'Immich does not answer just now.',
    part: 'A part of Twinlens does not answer just now.',
    ended: 'Your session has ended.',
    forbidden: 'You are not allowed to see this.',
    busy: 'Too many tries. Wait a moment.',
    busyFor: (seconds: number) => `Too many tries. Try again in ${seconds} s.`,
    conflict: 'Somebody else was faster; this is how it is now.',
    gone: 'It is not there any more.',
    hidden: 'It is not there, or it is not shared with you.',
    other: (status: number) => `Something went wrong (${status}).`,
  },
} as const;
