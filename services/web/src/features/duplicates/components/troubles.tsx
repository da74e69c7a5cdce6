import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { strings } from '@/shared/strings';
import { useSitting } from '../api/sitting';
import { reviewAddress } from '../filters';

/** What came back because it could not be done: the reason here, or the way to it. */
export function Troubles(props: { params: URLSearchParams; here?: string }): ReactElement | null {
  const { troubles } = useSitting();
  const words = strings.duplicates;
  const own = troubles.filter((trouble) => trouble.groupId === props.here);
  const others = troubles.filter((trouble) => trouble.groupId !== props.here);
  const [first] = others;
  return (
    <>
      {own.map((trouble) => (
        <p
          key={trouble.why}
          role="alert"
          className="border-danger my-1 rounded-lg border px-4 py-2"
        >
          {words.notDone} {trouble.why}
        </p>
      ))}
      {first !== undefined && (
        <p className="border-danger my-1 flex flex-wrap items-center gap-x-3 rounded-lg border px-4">
          {words.troubles(others.length)}
          <Link
            href={reviewAddress(first.groupId, props.params)}
            className="text-primary ml-auto inline-flex min-h-11 items-center underline"
          >
            {words.look}
          </Link>
        </p>
      )}
    </>
  );
}
