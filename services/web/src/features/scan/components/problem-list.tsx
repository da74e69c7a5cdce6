import type { ReactElement } from 'react';
import { locale, strings } from '@/shared/strings';
import { count, type Problem } from '../progress';

/** Files that could not be read, and why: the newest of so many. */
export function ProblemList(props: { problems: readonly Problem[]; of: number }): ReactElement {
  const { problems, of } = props;
  const { scan } = strings;
  if (problems.length === 0) return <p className="text-quiet text-sm">{scan.noErrors}</p>;
  return (
    <details>
      <summary className="min-h-11 cursor-pointer content-center">{scan.errors}</summary>
      <ul role="list" className="divide-line divide-y text-sm">
        {problems.map((problem) => (
          <li key={problem.path} className="py-2">
            <p className="font-medium break-all">{problem.path}</p>
            <p className="break-words">{problem.problem}</p>
            {problem.retryAt !== null && (
              <p className="text-quiet">
                {scan.retrying(new Date(problem.retryAt).toLocaleString(locale))}
              </p>
            )}
          </li>
        ))}
      </ul>
      {of > problems.length && (
        <p className="text-quiet py-2 text-sm">{scan.newest(count(problems.length), count(of))}</p>
      )}
    </details>
  );
}
