import { mdiCheckCircle, mdiDeleteOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import type { Mark } from '../marks';

/** Over a picture: which copy it is, and what becomes of it. Cards below say the same to all. */
export function StageMark(props: {
  number: number;
  mark: Mark;
  at: 'left' | 'right';
}): ReactElement {
  const { number, mark, at } = props;
  const words = strings.duplicates;
  const isKept = mark === 'keep';
  return (
    <span
      aria-hidden="true"
      className={`bg-page pointer-events-none absolute top-1.5 z-10 flex items-center gap-1 rounded-full px-2 py-0.5 text-sm font-medium shadow ${at === 'left' ? 'left-1.5' : 'right-1.5'} ${isKept ? 'text-success' : 'text-danger'}`}
    >
      {number}
      <Icon path={isKept ? mdiCheckCircle : mdiDeleteOutline} size={16} />
      {isKept ? words.keep : words.trash}
    </span>
  );
}
