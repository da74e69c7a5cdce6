import { locale, strings } from '@/shared/strings';

/** What one part says of itself. */
export interface Component {
  readonly status: string;
  readonly version?: string;
  readonly detail?: string;
  readonly milliseconds?: number;
  readonly queue?: Readonly<Record<string, number>>;
  readonly checks?: Readonly<Record<string, { readonly ok: boolean; readonly detail: string }>>;
}

/** The index of one person's assets. */
export interface PersonIndex {
  readonly userId: string;
  readonly name: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly indexedAt: string | null;
}

/** How many assets lie in the library that the services see. */
export interface Coverage {
  readonly status?: string;
  readonly matched?: number;
  readonly total?: number;
  readonly examples?: readonly { readonly originalPath: string; readonly reason: string }[];
}

/** One thing that was looked at: how it is, and what to do about it. */
export interface Finding {
  readonly id: string;
  readonly level: string;
  readonly part: string;
  readonly what: string;
  readonly todo: string;
}

export interface Report {
  readonly status: string;
  readonly version: string;
  readonly components: Readonly<Record<string, Component>>;
  readonly index: { readonly users?: readonly PersonIndex[] };
  readonly coverage?: Coverage;
  /** The worst first. */
  readonly findings?: readonly Finding[];
}

const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });

/** The share of assets that were matched; never rounded up to all of them. */
export function matchedShare({ matched = 0, total = 0 }: Coverage): string {
  if (total === 0) return percent.format(1);
  return percent.format(matched === total ? 1 : Math.min(matched / total, 0.999));
}

/** What is told of a part, a name and a value each. */
export function factsOf(component: Component): [name: string, value: string][] {
  const { system } = strings;
  const { version, detail, milliseconds, queue = {}, checks = {} } = component;
  const facts: [string, string][] = [];
  if (version !== undefined) facts.push([system.partVersion, version]);
  if (detail !== undefined) facts.push([system.state, detail]);
  for (const [name, check] of Object.entries(checks)) {
    facts.push([system.checks[name] ?? name, check.detail]);
  }
  for (const [stage, waiting] of Object.entries(queue)) {
    const word = strings.scan.stages[stage] ?? stage;
    if (waiting > 0) facts.push([system.queue(word), waiting.toLocaleString(locale)]);
  }
  if (milliseconds !== undefined) {
    facts.push([system.answered, system.milliseconds(milliseconds)]);
  }
  return facts;
}
