import type { PreferencesOut } from '@/shared/api/schema';
import { FakeServer } from './fake-server';

export const READ = 'GET /api/preferences';
export const WRITE = 'PUT /api/preferences';
export const COUNTS = 'GET /api/duplicates/counts';

/** A server that keeps the preferences of its user, and counts groups at two levels. */
export class PreferringServer extends FakeServer {
  kept: PreferencesOut = {
    primaryFormat: 'default',
    formatOrder: [],
    level: '0.95',
    autoGroup: true,
  };

  constructor(kept: Partial<PreferencesOut> = {}) {
    super();
    this.kept = { ...this.kept, ...kept };
    this.answer(READ, () => Response.json(this.kept));
    this.answer(WRITE, () => this.save());
    const byLevel = { exact: { groups: 1234 }, '0.95': { groups: 5678 } };
    this.answer(COUNTS, () => Response.json({ byLevel }));
  }

  /** Keeps what the newest request names. */
  save(): Response {
    this.kept = { ...this.kept, ...(this.sent.at(-1) as Partial<PreferencesOut>) };
    return Response.json(this.kept);
  }

  /** What was asked to be changed, one request after the other. */
  get sent(): unknown[] {
    return this.calls
      .filter(({ route }) => route === WRITE)
      .map(({ init }) => JSON.parse(init.body as string) as unknown);
  }
}
