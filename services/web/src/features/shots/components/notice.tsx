import { mdiInformationOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';

/** A quiet word above the photos that stay usable. */
export function Notice({ children }: { children: string }): ReactElement {
  return (
    <p
      role="status"
      className="bg-subtle border-line mx-3 mb-2 flex items-center gap-2 rounded-lg border px-3 py-2 text-sm md:mx-4"
    >
      <Icon path={mdiInformationOutline} />
      {children}
    </p>
  );
}
