import { Component, type ReactElement, type ReactNode } from 'react';
import { Button } from '@/shared/components/button';
import { strings } from '@/shared/strings';

interface Props {
  /** The address; a new one is a new beginning. */
  readonly place: string;
  readonly children: ReactNode;
}

interface State {
  readonly place: string;
  readonly isBroken: boolean;
}

/** Catches what breaks on a page, and shows a way on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { place: this.props.place, isBroken: false };

  static getDerivedStateFromError(): Pick<State, 'isBroken'> {
    return { isBroken: true };
  }

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return place === state.place ? null : { place, isBroken: false };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Broken
        onRetry={() => {
          this.setState({ isBroken: false });
        }}
      />
    );
  }
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
