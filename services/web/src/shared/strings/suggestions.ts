/** The words of the Suggestions screen. */
export const suggestions = {
  title: 'Suggestions',
  intro: 'RAW files that stand alone, and the photos that they may belong to.',
  list: 'RAW files with suggestions',
  loadingMore: 'Loading more suggestions…',
  empty: 'Nothing to suggest',
  emptyHint: 'Every RAW file either has its photo, or none that could be it.',
  /** RAWs without a likely partner: beside those with one, or by themselves. */
  others: (count: string, isMore: boolean) => {
    const files = count === '1' ? 'RAW file has' : 'RAW files have';
    return `${count} ${isMore ? 'more ' : ''}${files} no likely partner.`;
  },
  showOthers: 'Show RAW files that stand alone',
  lonely: 'Stands alone',
  alike: (percent: number) => `${percent} % likely`,
  /** The reason is a phrase without a full stop. */
  why: (reason: string) => `It did not match by itself: ${reason}.`,
  noReason: 'It did not match by itself.',
  accept: 'Accept',
  reject: 'Reject',
  acceptNamed: (raw: string, name: string) => `Accept: ${raw} and ${name} are one shot`,
  rejectNamed: (raw: string, name: string) => `Reject: ${raw} and ${name} are not one shot`,
  accepted: (raw: string, name: string) => `${raw} and ${name} are one shot`,
  rejected: (raw: string, name: string) => `${raw} and ${name} are not one shot`,
  notAccepted: 'This could not be accepted.',
  notRejected: 'This could not be rejected.',
  all: (percent: number) => `Accept all from ${percent} %`,
  allCounting: 'Counting…',
  allNone: (percent: number) => `No suggestion is ${percent} % likely or more.`,
  allTitle: 'Accept likely suggestions',
  allHint: (count: string, percent: number) =>
    `${count} RAW files join the photo that is at least ${percent} % likely to belong to them. You can take it back.`,
  allContested: (count: string) =>
    `${count} more are left for you: several RAW files want the same photo.`,
  allGo: (count: string) => `Accept ${count}`,
  allGoing: (done: string, total: string) => `${done} of ${total}`,
  allDone: (count: string) => `${count} suggestions accepted`,
  allFailed: (failed: string) => `${failed} could not be accepted.`,
  allNotCounted: 'They could not be counted.',
  cancel: 'Cancel',
  keys: {
    title: 'Suggestions',
    accept: 'Accept the suggestion',
    reject: 'Reject the suggestion',
    next: 'Next RAW file',
    previous: 'Previous RAW file',
    right: 'Next suggestion',
    left: 'Previous suggestion',
  },
} as const;
