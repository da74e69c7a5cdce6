import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';
import { matchedShare, type Coverage } from '../report';

/** How many assets were found in the library, and some that were not. */
export function CoverageSection({ coverage }: { coverage: Coverage }): ReactElement {
  const { system } = strings;
  const examples = coverage.examples ?? [];
  return (
    <section>
      <h2 className="text-lg font-medium">{system.coverage}</h2>
      <p>{system.matched(matchedShare(coverage))}</p>
      {examples.length > 0 && (
        <details>
          <summary className="min-h-11 cursor-pointer content-center">{system.unmatched}</summary>
          <ul role="list" className="divide-line divide-y text-sm">
            {examples.map((example) => (
              <li key={example.originalPath} className="py-2">
                <p className="font-medium break-all">{example.originalPath}</p>
                <p className="text-quiet">{example.reason}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
