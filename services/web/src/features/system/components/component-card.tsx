import { mdiAlertCircleOutline, mdiCheckCircleOutline } from '@mdi/js';
import { useId, type ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import { factsOf, type Component } from '../report';

/** How one part is. */
export function ComponentCard(props: { name: string; component: Component }): ReactElement {
  const heading = useId();
  const { system } = strings;
  const isUp = props.component.status === 'up';
  return (
    <section aria-labelledby={heading} className="border-line rounded-3xl border p-4">
      <div className="flex items-center gap-2">
        <h2 id={heading} className="text-lg font-medium">
          {props.name}
        </h2>
        <p className={`ml-auto flex items-center gap-1 ${isUp ? 'text-success' : 'text-danger'}`}>
          <Icon path={isUp ? mdiCheckCircleOutline : mdiAlertCircleOutline} />
          {isUp ? system.up : system.down}
        </p>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 text-sm">
        {factsOf(props.component).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
