import { Component, useEffect, useEffectEvent, type ReactElement, type ReactNode } from 'react';
import { Button } from '@/shared/components/button';
import { Failure } from '@/shared/components/failure';
import { ApiError } from '@/shared/http';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { loadAnew } from './screen';

interface Props {
  /** The address; a new one is a new beginning. */
  readonly place: string;
  readonly children: ReactNode;
}

interface State {
  readonly place: string;
  readonly error: unknown;
}

const NONE = Symbol('nothing is broken');

/** Catches what breaks on a page, and shows a way on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { place: this.props.place, error: NONE };

  static getDerivedStateFromError(error: unknown): Pick<State, 'error'> {
    return { error };
  }

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return place === state.place ? null : { place, error: NONE };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === NONE) return this.props.children;
    const onRetry = () => {
      this.setState({ error: NONE });
    };
    // Code of a screen that did not come: it may, once the connection is back.
    return error instanceof ApiError ? (
      <Away error={error} onRetry={onRetry} />
    ) : (
      <Broken onRetry={onRetry} />
    );
  }
}

function Away({ error, onRetry }: { error: ApiError; onRetry: () => void }): ReactElement {
  const { connection } = usePorts();
  const retry = () => {
    loadAnew();
    onRetry();
  };
  const onChange = useEffectEvent(() => {
    if (connection.isOnline()) retry();
  });
  useEffect(
    () =>
      connection.subscribe(() => {
        onChange();
      }),
    [connection],
  );
  useEffect(() => loadAnew, []);
  return <Failure error={error} onRetry={retry} />;
}

function Broken({ onRetry }: { onRetry: () => void }): ReactElement {
  const words = strings.broken;
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-4 py-16 text-center">
      <h1 className="text-xl font-semibold">{words.title}</h1>
      <p>{words.hint}</p>
      <Button onClick={onRetry}>{strings.retry}</Button>
      <a href="/" className="text-primary flex min-h-11 items-center underline">
        {strings.toPhotos}
      </a>
    </div>
  );
}
