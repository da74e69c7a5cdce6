import { mdiClose, mdiFolderZipOutline, mdiLinkOff, mdiVectorCombine } from '@mdi/js';
import type { ReactElement } from 'react';
import { ask } from '@/shared/api/client';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { useShortcuts } from '@/shared/keys/use-shortcuts';
import { locale, strings } from '@/shared/strings';
import type { Card } from '../card';
import { useDecide, type Deed } from '../use-decide';
import { useZip } from '../use-download';
import type { Selection } from '../use-selection';
import { dissolveDeed } from '../use-versions';

const words = strings.shots.selection;

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
      <Button look="plain" disabled={cards.length < 2} onClick={merge}>
        <Icon path={mdiVectorCombine} />
        {words.merge}
      </Button>
      <Button
        look="plain"
        disabled={groups.length === 0}
        onClick={() => {
          act(dissolveDeed(groups));
        }}
      >
        <Icon path={mdiLinkOff} />
        {words.dissolve}
      </Button>
      <Button
        look="plain"
        onClick={() => {
          void zip(cards.flatMap(({ id, alternates }) => [id, ...alternates.map((one) => one.id)]));
        }}
      >
        <Icon path={mdiFolderZipOutline} />
        {words.download}
      </Button>
    </div>
  );
}
