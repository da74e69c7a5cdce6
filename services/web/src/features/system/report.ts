import type {
  CheckResult,
  Component as Told,
  CoverageReport,
  Finding,
  Health,
  PersonIndex as Indexed,
} from '@/shared/api/schema';
import { locale, strings } from '@/shared/strings';

/** What one part says of itself. */
export type Component = Omit<Told, 'milliseconds' | 'checks'> & {
  readonly milliseconds?: number;
  readonly checks?: Readonly<Record<string, Pick<CheckResult, 'ok' | 'detail'>>>;
};

/** The index of one person's assets. */
export type PersonIndex = Omit<Indexed, 'ageSeconds'>;

/** How many assets lie in the library that the services see. */
export type Coverage = Partial<CoverageReport>;

export type { Finding };

/** How everything is, as admins are told. */
export interface Report extends Required<Pick<Health, 'status' | 'version'>> {
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
