import { lazy, useState, type ComponentType, type ReactElement } from 'react';
import { ApiError } from '@/shared/http';

const failed = new Set<() => void>();

/** From now on screens whose code did not come are loaded anew. */
export function loadAnew(): void {
  failed.forEach((forget) => {
    forget();
  });
  failed.clear();
}

/** A screen whose code is loaded when it is first shown; throws ApiError where that fails. */
export function screen<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let kept: ComponentType<P> | undefined;
  const forget = () => {
    kept = undefined;
  };
  const begin = (): ComponentType<P> => {
    kept ??= lazy(async () => ({
      default: await load().catch((cause: unknown) => {
        failed.add(forget);
        throw new ApiError(0, { cause });
      }),
    })) as ComponentType<P>;
    return kept;
  };
  return function Screen(props: P): ReactElement {
    const [Part] = useState(begin);
    return <Part {...props} />;
  };
}
