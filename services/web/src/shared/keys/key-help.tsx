import type { ReactElement } from 'react';
import { Dialog } from '../components/dialog';
import { strings } from '../strings';
import type { KeyGroup } from './keys-context';

/** Under each title what can be done, and by which keys: what is called the same stands there once. */
function merged(groups: readonly KeyGroup[]) {
  const parts = new Map<string, Map<string, readonly string[]>>();
  for (const { title, shortcuts } of groups) {
    for (const { label, keys } of shortcuts()) {
      const rows = parts.get(title) ?? new Map<string, readonly string[]>();
      parts.set(title, rows.set(label, [...(rows.get(label) ?? []), ...keys]));
    }
  }
  return [...parts].map(([title, rows]) => ({ title, rows: [...rows] }));
}

/** The keys of a row; many digits are told by the first and the last. */
function namesOf(keys: readonly string[]): readonly string[] {
  const names = keys.map((key) => strings.keys.names[key] ?? key);
  const isRange = names.length > 2 && names.every((name) => /^\d$/.test(name));
  return isRange ? [strings.keys.range(String(names[0]), String(names.at(-1)))] : names;
}

/** All keys that do something on this screen. */
export function KeyHelp({
  groups,
  onClose,
}: {
  groups: readonly KeyGroup[];
  onClose: () => void;
}): ReactElement {
  return (
    <Dialog title={strings.keys.title} onClose={onClose}>
      <div
        tabIndex={0}
        role="region"
        aria-label={strings.keys.title}
        className="overflow-y-auto p-5"
      >
        {merged(groups).map(({ title, rows }) => (
          <section key={title} className="mb-4">
            <h3 className="mb-1 font-medium">{title}</h3>
            <dl className="grid grid-cols-[8rem_1fr] gap-x-4 gap-y-1 text-sm">
              {rows.map(([label, keys]) => (
                <div key={label} className="contents">
                  <dt className="flex flex-wrap gap-1">
                    {namesOf(keys).map((name) => (
                      <kbd key={name} className="bg-subtle border-line rounded border px-1.5">
                        {name}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
