import { useState, type ReactElement } from 'react';
import { strings } from '@/shared/strings';
import { whyOf, type DuplicateGroup } from '../group';

const WIDE = 850;

/** Why one copy is suggested, and why each is in the group. */
export function Whys({ group }: { group: DuplicateGroup }): ReactElement {
  const words = strings.duplicates;
  const why = whyOf(group);
  const [isWide] = useState(() => innerWidth >= WIDE);
  const told = group.members.filter((copy) => copy.reasons.length > 0);
  return (
    <div className="py-2 text-sm">
      {why !== '' && <p>{words.whyKept(why)}</p>}
      {group.duplicateType === 'exact' && <p>{words.sameBytes}</p>}
      {told.length > 0 && (
        <details open={isWide}>
          <summary className="min-h-11 cursor-pointer content-center">{words.whys}</summary>
          <ul role="list">
            {told.map((copy) => (
              <li key={copy.assetId} className="py-1">
                <span className="font-medium">{copy.filename}</span>{' '}
                {copy.reasons.map((reason) => reason.text).join(' · ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
