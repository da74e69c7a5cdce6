import { mdiStar } from '@mdi/js';
import type { ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { fileFormat, fileSize } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import { useFileSize } from '../api/get-file-size';
import type { Version } from '../shot';
import { Thumbnail } from './thumbnail';

/** One version with its format and size; a press shows it large. */
export function VersionRow(props: {
  version: Version;
  isPrimary: boolean;
  isViewed: boolean;
  onView: (id: string) => void;
}): ReactElement {
  const { version, isPrimary, isViewed, onView } = props;
  const format = fileFormat(version.filename);
  return (
    <li>
      <button
        type="button"
        aria-pressed={isViewed}
        className="hover:bg-subtle aria-pressed:bg-primary/15 flex w-full items-center gap-3 rounded-lg p-2 text-left focus-visible:-outline-offset-2"
        onClick={() => {
          onView(version.id);
        }}
      >
        <span aria-hidden="true" className="size-14 shrink-0 overflow-hidden rounded">
          <Thumbnail version={version} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col text-sm">
          <span className="truncate font-medium">{version.filename}</span>
          <span className="text-quiet">
            {[format, ...(version.isRaw ? [strings.versions.raw] : [])].join(' · ')}
            {' · '}
            {version.size === null ? <FetchedSize id={version.id} /> : fileSize(version.size)}
          </span>
          {isPrimary && (
            <span className="text-primary flex items-center gap-1">
              <Icon path={mdiStar} size={14} />
              {strings.versions.primary}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function FetchedSize({ id }: { id: string }): string {
  const { data, isPending } = useFileSize(id);
  if (isPending) return strings.versions.loadingSize;
  return typeof data === 'number' ? fileSize(data) : strings.versions.unknownSize;
}
