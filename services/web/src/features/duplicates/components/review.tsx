import { mdiVectorCombine } from '@mdi/js';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { usePorts } from '@/shared/ports';
import { strings } from '@/shared/strings';
import { useToasts } from '@/shared/toasts/toasts-context';
import type { Decision } from '../api/decide';
import { useSetPrimary } from '../api/set-primary';
import { changeSitting, marksIn, useSitting, withMarks } from '../api/sitting';
import type { Copy, DuplicateGroup } from '../group';
import { keepAll, markOf, parted, toggled, trashOthers, type Marks } from '../marks';
import { modeAfter, type Mode } from '../modes';
import { moved, whole, zoomedAt, type View } from '../view';
import { CarryOver } from './carry-over';
import { CopyCard } from './copy-card';
import { DecisionBar } from './decision-bar';
import { FactsTable } from './facts-table';
import { useReviewKeys } from './review-keys';
import { Stage } from './stage';
import { Whys } from './whys';

/** What stays as it is from one group to the next. */
export interface Desk {
  readonly view: View;
  readonly mode: Mode;
  readonly hasFacts: boolean;
  readonly carriesOver: boolean;
}

export interface ReviewProps {
  readonly group: DuplicateGroup;
  readonly desk: Desk;
  readonly onDesk: (change: Partial<Desk>) => void;
  readonly onDecide: (decision: Decision) => void;
  readonly onGo: (step: 1 | -1) => void;
  readonly onBack: () => void;
}

/** One group: which copies stay, and which go. */
export function Review(props: ReviewProps): ReactElement {
  const { group, desk, onDesk, onDecide, onGo } = props;
  const { show } = useToasts();
  const setPrimary = useSetPrimary();
  const client = useQueryClient();
  const { tab } = usePorts();
  const marks = marksIn(useSitting(), group);
  const setMarks = (next: Marks) => {
    changeSitting({ client, tab }, (sitting) => withMarks(sitting, group, next));
  };
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const words = strings.duplicates;
  const focused = group.members.find((copy) => copy.assetId === focusedId) ?? group.members[0];
  const chosen = parted(group, marks);
  const toggle = (copy: Copy) => {
    setFocusedId(copy.assetId);
    const next = toggled(group, marks, copy);
    if (next === undefined) show({ text: words.oneStays });
    else setMarks(next);
  };
  const resolve = () => {
    if (chosen.remove.length === 0) onDecide({ kind: 'dismiss', because: 'keep' });
    else onDecide({ kind: 'remove', parted: chosen, carryOver: desk.carriesOver });
  };
  const dismiss = () => {
    onDecide({ kind: 'dismiss', because: 'other' });
  };
  const setView = (view: View) => {
    onDesk({ view });
  };
  const actions = {
    go: onGo,
    back: props.onBack,
    focus: (step: 1 | -1) => {
      const place = group.members.indexOf(focused) + step;
      setFocusedId(group.members[place]?.assetId ?? focused.assetId);
    },
    toggleAt: (place: number) => {
      const copy = group.members[place];
      if (copy !== undefined) toggle(copy);
    },
    toggle: () => {
      toggle(focused);
    },
    accept: () => {
      const isUntouched = Object.keys(marks).length === 0;
      if (isUntouched && chosen.remove.length === 0) show({ text: words.nothingSuggested });
      else resolve();
    },
    resolve,
    dismiss,
    stack: () => {
      onDecide({ kind: 'stack' });
    },
    setPrimary: () => void setPrimary(focused),
    keepAll: () => {
      setMarks(keepAll(group));
    },
    trashOthers: () => {
      setMarks(trashOthers(group));
    },
    nextMode: () => {
      onDesk({ mode: modeAfter(desk.mode) });
    },
    info: () => {
      onDesk({ hasFacts: !desk.hasFacts });
    },
    resetZoom: () => {
      setView(whole);
    },
    zoom: (factor: number) => {
      setView(zoomedAt(desk.view, factor, desk.view));
    },
    pan: (right: number, down: number) => {
      setView(moved(desk.view, right, down));
    },
  };
  useReviewKeys(actions);
  return (
    <>
      <Stage
        group={group}
        focused={focused}
        mode={desk.mode}
        markOf={(copy) => markOf(copy, marks)}
        hands={{ view: desk.view, onView: setView, onTap: actions.toggle, onSwipe: onGo }}
        onTap={toggle}
      />
      <ul
        role="list"
        aria-label={words.copies}
        className="grid grid-cols-2 gap-2 py-2 lg:grid-cols-4"
      >
        {group.members.map((copy, place) => (
          <CopyCard
            key={copy.assetId}
            copy={copy}
            number={place + 1}
            mark={markOf(copy, marks)}
            isFocused={copy === focused}
            onToggle={() => {
              toggle(copy);
            }}
          />
        ))}
      </ul>
      <CarryOver
        group={group}
        parted={chosen}
        isOn={desk.carriesOver}
        onChange={(carriesOver) => {
          onDesk({ carriesOver });
        }}
      />
      {!group.allVersions && (
        <Button look="plain" className="-ml-2 px-2!" onClick={actions.stack}>
          <Icon path={mdiVectorCombine} />
          {words.stack}
        </Button>
      )}
      <Whys group={group} />
      {desk.hasFacts && <FactsTable copies={group.members} />}
      <DecisionBar chosen={chosen} actions={actions} />
    </>
  );
}
