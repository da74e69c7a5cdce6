import { mdiImageFilterCenterFocus, mdiInformationOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { locale, strings } from '@/shared/strings';
import { MODES } from '../modes';
import { whole } from '../view';
import type { Desk } from './review';

const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

/** How the pictures are compared, and how near. */
export function ModeBar(props: {
  desk: Desk;
  onDesk: (change: Partial<Desk>) => void;
}): ReactElement {
  const { desk, onDesk } = props;
  const words = strings.duplicates;
  const zoom = percents.format(desk.view.zoom);
  return (
    <div className="low:min-w-0 low:flex-1 low:pb-0 flex items-center gap-1 pb-1">
      <div
        role="group"
        aria-label={words.mode}
        className="flex min-w-0 overflow-x-auto whitespace-nowrap"
      >
        {MODES.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={mode === desk.mode}
            className="hover:bg-subtle aria-pressed:bg-primary aria-pressed:text-on-primary low:px-2 min-h-11 shrink-0 rounded-lg px-1.5 text-sm min-[25rem]:px-2 sm:px-3 focus-visible:-outline-offset-2"
            onClick={() => {
              onDesk({ mode });
            }}
          >
            {words.modes[mode]}
          </button>
        ))}
      </div>
      <span className="ml-auto flex shrink-0 items-center">
        {desk.view.zoom > 1 && (
          <Button
            look="plain"
            aria-label={words.resetZoom}
            onClick={() => {
              onDesk({ view: whole });
            }}
          >
            <Icon path={mdiImageFilterCenterFocus} />
            {zoom}
          </Button>
        )}
        <Button
          look="round"
          aria-label={words.facts.button}
          aria-pressed={desk.hasFacts}
          onClick={() => {
            onDesk({ hasFacts: !desk.hasFacts });
          }}
        >
          <Icon path={mdiInformationOutline} size={24} />
        </Button>
      </span>
    </div>
  );
}
