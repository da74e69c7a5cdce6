import { mdiPlayCircleOutline } from '@mdi/js';
import { memo, useCallback, type ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { clipLength } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import type { Card } from '../card';
import type { Box } from '../justify';
import { placeholderUrl } from '../placeholder';
import { useLongPress } from '../use-long-press';
import { usePlaced } from '../use-placed';
import { Thumbnail } from './thumbnail';
import { VersionBadge } from './version-badge';

/** Below this width in pixels a badge has room for a number only. */
const COMPACT_BELOW = 150;

/** What a shot is made of, and of what it is a copy. */
function chipsOf({ groupType, duplicateType }: Card): string[] {
  const kinds = [strings.groupTypes[String(groupType)], strings.groupTypes[String(duplicateType)]];
  return [...new Set(kinds.filter((kind) => kind !== undefined))];
}

interface Props {
  readonly card: Card;
  readonly box: Box;
  readonly note?: string | undefined;
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
  readonly isSelecting: boolean;
  readonly onOpen: (card: Card) => void;
  readonly onSelect: (card: Card, range: boolean) => void;
  readonly onFocus: (card: Card) => void;
}

/** One shot: its picture, what it is made of, and a press to see it large. */
export const ShotCard = memo(function ShotCard(props: Props): ReactElement {
  const { card, box, note, isTabStop, isSelected, isSelecting, onOpen, onSelect, onFocus } = props;
  const compact = box.width < COMPACT_BELOW;
  const chips = compact ? [] : chipsOf(card);
  const placed = usePlaced(box);
  const { handlers, wasLong } = useLongPress(() => {
    onSelect(card, false);
  });
  const blurred = useCallback(
    (element: HTMLButtonElement) => {
      const url = card.thumbhash === null ? 'none' : `url(${placeholderUrl(card.thumbhash)})`;
      element.style.backgroundImage = url;
      return () => undefined;
    },
    [card.thumbhash],
  );
  return (
    <article ref={placed} aria-label={card.fileName} className="group absolute">
      <button
        ref={blurred}
        type="button"
        data-card={card.cardId}
        tabIndex={isTabStop ? 0 : -1}
        className={`bg-subtle relative block size-full overflow-hidden bg-cover outline-none select-none [-webkit-touch-callout:none] focus-visible:inset-ring-4 ${isSelected ? 'bg-none! p-3' : ''}`}
        {...handlers}
        onFocus={() => {
          onFocus(card);
        }}
        onClick={(event) => {
          if (wasLong()) return;
          if (isSelecting || event.shiftKey) onSelect(card, event.shiftKey);
          else onOpen(card);
        }}
      >
        <Thumbnail version={card} />
        <span className="group-focus-within:inset-ring-primary absolute inset-0 transition-colors group-hover:bg-black/10 group-has-focus-visible:inset-ring-4" />
        {!card.isImage && (
          <span className="absolute top-1.5 right-1.5 flex items-center rounded-full bg-black/70 text-white">
            {card.duration !== null && (
              <span className="pl-2 text-xs font-medium tabular-nums">
                {clipLength(card.duration)}
              </span>
            )}
            <Icon path={mdiPlayCircleOutline} size={22} />
          </span>
        )}
        <span className="absolute bottom-1.5 left-1.5 flex max-w-[calc(100%-12px)] flex-wrap gap-1">
          {card.versionCount !== null && (
            <VersionBadge count={card.versionCount} compact={compact} />
          )}
          {chips.map((chip) => (
            <Chip key={chip}>{chip}</Chip>
          ))}
          {note !== undefined && <Chip>{note}</Chip>}
        </span>
      </button>
      <input
        type="checkbox"
        aria-label={strings.shots.select(card.fileName)}
        checked={isSelected}
        tabIndex={isTabStop ? 0 : -1}
        className={`select-circle absolute top-0 left-0 size-11 ${isSelecting ? '' : 'pointer-coarse:pointer-events-none opacity-0 group-hover:opacity-100 focus-visible:opacity-100'}`}
        onChange={(event) => {
          onSelect(card, (event.nativeEvent as MouseEvent).shiftKey);
        }}
      />
    </article>
  );
});

function Chip({ children }: { children: string }): ReactElement {
  return (
    <span className="truncate rounded-full bg-black/70 px-2 py-0.5 text-xs font-medium text-white">
      {children}
    </span>
  );
}
