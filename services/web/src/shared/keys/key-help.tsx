import type { ReactElement } from 'react';
import { Dialog } from '../components/dialog';
import { strings } from '../strings';
import type { KeyGroup } from './keys-context';

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
        {groups.map((group) => (
          <section key={group.title} className="mb-4">
            <h3 className="mb-1 font-medium">{group.title}</h3>
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
              {group.shortcuts().map((shortcut) => (
                <div key={shortcut.label} className="contents">
                  <dt className="flex gap-1">
                    {shortcut.keys.map((key) => (
                      <kbd key={key} className="bg-subtle border-line rounded border px-1.5">
                        {strings.keys.names[key] ?? key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{shortcut.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
