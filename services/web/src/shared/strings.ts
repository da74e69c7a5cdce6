/** Every word the page says, in English; this folder is all there is to translate. */
import { preferences } from './strings/preferences';
import { scan } from './strings/scan';
import { shots, versions } from './strings/shots';
import { system } from './strings/system';

/** The language of dates and plurals, the same as that of the words. */
export const locale = 'en';

export const strings = {
  product: 'Twinlens',
  preferences,
  scan,
  shots,
  system,
  versions,
  retry: 'Try again',
  close: 'Close',
  loading: 'Loading…',
  notFound: 'There is nothing here',
  toPhotos: 'Go to Photos',
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
  },
  keys: {
    title: 'Keys',
    everywhere: 'Everywhere',
    undo: 'Undo',
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
    nothing: 'There is nothing to take back.',
  },
  session: {
    title: 'Sign in',
    intro: 'Use the account of your Immich server.',
    expired: 'Your session has ended. Sign in again to go on.',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    submitting: 'Signing in…',
    wrong: 'Email or password is not right.',
    checking: 'Opening your library…',
    signOut: 'Sign out',
    signOutFailed: 'You are still signed in: signing out did not work.',
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
    forbidden: 'You are not allowed to see this.',
    busy: 'Too many tries. Wait a moment.',
    other: (status: number) => `Something went wrong (${status}).`,
  },
} as const;
