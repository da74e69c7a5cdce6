import { mdiStar } from '@mdi/js';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from '@/shared/components/icon';
import { fileFormat, fileSize, momentLabel } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import { Thumbnail } from './thumbnail';

/** What is told of a file. */
export interface Row {
  readonly id: string;
  readonly filename: string;
  readonly type: string;
  readonly size: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly localDateTime: string;
  readonly thumbhash: string | null;
  readonly isPrimary: boolean;
  readonly reasons: readonly string[];
}

function lineOf(row: Row): string {
  const { width, height, size } = row;
  const parts = [
    fileFormat(row.filename),
    row.type === 'raw' ? strings.versions.raw : '',
    width === null || height === null ? '' : strings.versions.dimensions(width, height),
    size === null ? '' : fileSize(size),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** One version; a press shows it large, and then it can be acted on. */
export function VersionRow(props: {
  row: Row;
  isViewed: boolean;
  onView: (id: string) => void;
  children: ReactNode;
}): ReactElement {
  const { row, isViewed, onView } = props;
  return (
    <li className={`rounded-lg ${isViewed ? 'bg-primary/15' : ''}`}>
      <button
        type="button"
        aria-pressed={isViewed}
        className="hover:bg-subtle flex w-full items-center gap-3 rounded-lg p-2 text-left focus-visible:-outline-offset-2"
        onClick={() => {
          onView(row.id);
        }}
      >
        <span aria-hidden="true" className="size-16 shrink-0 self-start overflow-hidden rounded">
          <Thumbnail version={{ ...row, fileName: row.filename }} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col text-sm">
          <span className="truncate font-medium">{row.filename}</span>
          <span className="text-quiet">{lineOf(row)}</span>
          <span className="text-quiet">{momentLabel(row.localDateTime)}</span>
          {row.isPrimary && (
            <span className="text-primary flex items-center gap-1 font-medium">
              <Icon path={mdiStar} size={14} />
              {strings.versions.primary}
            </span>
          )}
          {row.reasons.map((reason) => (
            <span key={reason} className="text-quiet text-xs">
              {reason}
            </span>
          ))}
        </span>
      </button>
      {isViewed && <div className="flex flex-wrap px-1 pb-1">{props.children}</div>}
    </li>
  );
}
