import { useEffect, type ReactElement } from 'react';
import { useNearViewport } from '../hooks/use-near-viewport';
import { Failure } from './failure';

/** How far below the visible part, in pixels, the next page is already fetched. */
const AHEAD = 1000;

/** Fetches the next page when its end comes near, once; says so, or why it cannot. */
export function ListEnd(props: {
  /** That the next page is on its way. */
  label: string;
  /** That it did not come. */
  failed: string;
  isFetching: boolean;
  error: Error | null;
  onMore: () => void;
}): ReactElement {
  const { isFetching, error, onMore } = props;
  const [ref, near] = useNearViewport(AHEAD);
  const idle = !isFetching && error === null;
  useEffect(() => {
    if (near && idle) onMore();
  }, [near, idle, onMore]);
  if (error !== null) {
    return <Failure title={props.failed} error={error} onRetry={onMore} />;
  }
  return (
    <p ref={ref} role="status" className="text-quiet py-6 text-center text-sm">
      {props.label}
    </p>
  );
}
