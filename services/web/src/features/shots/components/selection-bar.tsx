import { mdiClose, mdiFolderZipOutline, mdiLinkOff, mdiVectorCombine } from '@mdi/js';
import type { ReactElement } from 'react';
import { ask } from '@/shared/api/client';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { locale, strings } from '@/shared/strings';
import { aboveBar } from '@/shared/toasts/above-bar';
import type { Card } from '../card';
import { useDecide, type Deed } from '../use-decide';
import { useZip } from '../use-download';
import type { Selection } from '../use-selection';
import { dissolveDeed } from '../use-versions';

const words = strings.shots.selection;

/** On phones words stand under their signs, so that all have room. */
const SMALL = 'max-[29rem]:flex-col max-[29rem]:gap-0 max-[29rem]:px-2';

const groupsOf = (cards: readonly Card[]): { readonly groupId: string }[] =>
  cards.flatMap(({ groupId }) => (groupId === null ? [] : [{ groupId }]));

function mergeDeed(cards: readonly Card[]): Deed {
  const assetIds = cards.filter(({ groupId }) => groupId === null).map(({ id }) => id);
  const body = { groups: groupsOf(cards), assetIds };
  return {
    ask: (fetch) => ask(fetch, 'post', '/api/groups/merge', { body }),
    said: words.merged(cards.length),
  };
}

/** What can be done with the cards that are picked out; there only while some are. */
export function SelectionBar({ selection }: { selection: Selection }): ReactElement | null {
  const cards = [...selection.selected.values()];
  return cards.length === 0 ? null : <Bar cards={cards} onDone={selection.clear} />;
}

function Bar({ cards, onDone }: { cards: readonly Card[]; onDone: () => void }): ReactElement {
  const decide = useDecide();
  const zip = useZip();
  const groups = groupsOf(cards);
  const act = (deed: Deed) => {
    void decide(deed).then((isDone) => {
      if (isDone) onDone();
    });
  };
  const merge = () => {
    if (cards.length > 1) act(mergeDeed(cards));
  };
  useShortcuts(words.title, [
    { keys: ['s'], label: words.merge, run: merge },
    { keys: ['Escape'], label: words.clear, run: onDone },
  ]);
  return (
    <div
      ref={aboveBar}
      role="toolbar"
      aria-label={words.title}
      className="bg-page border-line nav:bottom-4 fixed inset-x-2 bottom-18 z-35 mx-auto flex w-fit max-w-[calc(100%-1rem)] items-center overflow-x-auto rounded-full border px-1 shadow-lg"
    >
      <Button look="round" className="shrink-0" aria-label={words.clear} onClick={onDone}>
        <Icon path={mdiClose} />
      </Button>
      <span role="status" className="px-2 text-sm font-medium whitespace-nowrap">
        {words.count(cards.length.toLocaleString(locale))}
      </span>
      <Button look="plain" className={SMALL} disabled={cards.length < 2} onClick={merge}>
        <Icon path={mdiVectorCombine} />
        <span className="max-[29rem]:text-xs">{words.merge}</span>
      </Button>
      <Button
        look="plain"
        className={SMALL}
        disabled={groups.length === 0}
        onClick={() => {
          act(dissolveDeed(groups));
        }}
      >
        <Icon path={mdiLinkOff} />
        <span className="max-[29rem]:text-xs">{words.dissolve}</span>
      </Button>
      <Button
        look="plain"
        className={SMALL}
        onClick={() => {
          void zip(cards.flatMap(({ id, alternates }) => [id, ...alternates.map((one) => one.id)]));
        }}
      >
        <Icon path={mdiFolderZipOutline} />
        <span className="max-[29rem]:text-xs">{words.download}</span>
      </Button>
    </div>
  );
}
