import { mdiCheckCircle, mdiDeleteOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { fileSize } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import { isVersion, type Copy } from '../group';
import type { Mark } from '../marks';
import { Chip } from './chip';
import { Picture } from './picture';

/** A copy, and what becomes of it; a press marks it the other way. */
export function CopyCard(props: {
  copy: Copy;
  number: number;
  mark: Mark;
  isFocused: boolean;
  onToggle: () => void;
}): ReactElement {
  const { copy, mark } = props;
  const words = strings.duplicates;
  const tone = mark === 'keep' ? 'text-success' : 'text-danger';
  return (
    <li className={`rounded-lg border-2 ${props.isFocused ? 'border-primary' : 'border-line'}`}>
      <button
        type="button"
        aria-pressed={mark === 'keep'}
        aria-current={props.isFocused ? 'true' : undefined}
        className="hover:bg-subtle flex h-full w-full items-center gap-2 rounded-md p-1 text-left text-sm"
        onClick={props.onToggle}
      >
        <span className="relative size-14 shrink-0 overflow-hidden rounded">
          <Picture copy={copy} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="sr-only">{words.copy(props.number, copy.filename)}</span>
          <span aria-hidden="true" className="truncate font-medium">
            {props.number} · {copy.filename}
          </span>
          <span className="text-quiet tabular-nums">{fileSize(copy.size)}</span>
          <span className="flex flex-wrap items-center gap-1">
            <span className={`flex items-center gap-1 font-medium ${tone}`}>
              <Icon path={mark === 'keep' ? mdiCheckCircle : mdiDeleteOutline} size={16} />
              {mark === 'keep' ? words.keep : words.trash}
            </span>
            {copy.isSuggestedKeeper && <Chip text={words.suggested} />}
            {copy.burst && <Chip text={words.labels.burst} isStrong />}
            {isVersion(copy) && <Chip text={words.labels.version} isStrong />}
          </span>
        </span>
      </button>
    </li>
  );
}
