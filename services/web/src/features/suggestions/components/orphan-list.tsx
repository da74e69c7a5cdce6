import { useEffect, useRef, useState, type ReactElement } from 'react';
import { strings } from '@/shared/strings';
import { useJudge } from '../api/judge';
import type { Orphan } from '../orphan';
import { useSuggestionKeys } from '../use-suggestion-keys';
import { CandidateCard } from './candidate-card';
import { Facts } from './facts';
import { Picture } from './picture';

type Verdict = 'accept' | 'reject';

const inside = (place: number, length: number): number => Math.max(0, Math.min(place, length - 1));

/** The RAWs one under the other; keys act on the suggestion that is marked. */
export function OrphanList({ orphans }: { orphans: readonly Orphan[] }): ReactElement {
  const { mutate } = useJudge();
  const list = useRef<HTMLUListElement>(null);
  const hasDecided = useRef(false);
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const row = inside(place.row, orphans.length);
  const choices = orphans
    .slice(row, row + 1)
    .flatMap((orphan) => orphan.candidates.map((candidate) => ({ orphan, candidate })));
  const column = inside(place.column, choices.length);

  const focusRow = (position: number) => {
    list.current?.querySelectorAll<HTMLElement>('article').item(position).focus();
  };
  const toRow = (next: number) => {
    setPlace({ row: inside(next, orphans.length), column: 0 });
    focusRow(inside(next, orphans.length));
  };
  const decide = (verdict: Verdict, choice: (typeof choices)[number]) => {
    hasDecided.current = true;
    mutate({ verdict, ...choice });
  };
  useEffect(() => {
    // What had the focus may have gone with the row; the next one takes it.
    if (hasDecided.current && document.activeElement === document.body) focusRow(row);
  }, [orphans, row]);

  const onMarked = (verdict: Verdict) => {
    for (const choice of choices.slice(column, column + 1)) decide(verdict, choice);
  };
  const toColumn = (next: number) => {
    setPlace({ row, column: inside(next, choices.length) });
  };
  useSuggestionKeys({
    down: () => {
      toRow(row + 1);
    },
    up: () => {
      toRow(row - 1);
    },
    right: () => {
      toColumn(column + 1);
    },
    left: () => {
      toColumn(column - 1);
    },
    accept: () => {
      onMarked('accept');
    },
    reject: () => {
      onMarked('reject');
    },
  });

  return (
    <ul
      ref={list}
      role="list"
      aria-label={strings.suggestions.list}
      className="flex flex-col gap-6"
    >
      {orphans.map((orphan, position) => (
        <li key={orphan.assetId}>
          <article
            tabIndex={-1}
            aria-label={orphan.filename}
            className="border-line flex scroll-my-20 flex-col gap-3 rounded-3xl border p-4"
            onFocus={() => {
              if (position !== row) setPlace({ row: position, column: 0 });
            }}
          >
            <div className="flex gap-3">
              <Picture file={orphan} />
              <div className="min-w-0 flex-1">
                <Facts file={orphan} />
                <p className="text-sm">{strings.suggestions.lonely}</p>
              </div>
            </div>
            <ul role="list" className="grid gap-3 md:grid-cols-2">
              {orphan.candidates.map((candidate, number) => (
                <CandidateCard
                  key={candidate.suggestionId}
                  orphan={orphan}
                  candidate={candidate}
                  isCurrent={position === row && number === column}
                  onJudge={(verdict) => {
                    decide(verdict, { orphan, candidate });
                  }}
                />
              ))}
            </ul>
          </article>
        </li>
      ))}
    </ul>
  );
}
