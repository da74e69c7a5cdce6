import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';
import type { Copy, DuplicateGroup } from '../group';
import type { Mark } from '../marks';
import type { Mode } from '../modes';
import { sameShape } from '../view';
import { Clip } from './clip';
import { Blink, Difference, Slider } from './overlays';
import { Pane, PaneImage, sizeOf, type Hands } from './pane';
import { StageMark } from './stage-mark';

const MOST = 6;

/** The pictures of a group, compared in one of several ways. */
export function Stage(props: {
  group: DuplicateGroup;
  focused: Copy;
  mode: Mode;
  markOf: (copy: Copy) => Mark;
  hands: Hands;
  onTap: (copy: Copy) => void;
}): ReactElement {
  const { group, mode, markOf, hands } = props;
  const [first, second] = pairOf(group, props.focused);
  const overlay = { first, second, hands };
  const lies = mode !== 'pair' && mode !== 'grid';
  const fits = sameShape(sizeOf(first), sizeOf(second));
  const shown = mode === 'grid' ? group.members.slice(0, MOST) : [first, second];
  const mark = (copy: Copy, at: 'left' | 'right' = 'left') => (
    <StageMark number={group.members.indexOf(copy) + 1} mark={markOf(copy)} at={at} />
  );
  return (
    <section
      aria-label={strings.duplicates.stage}
      className="low:h-[calc(100dvh-9.75rem)] low:min-h-[55dvh] flex h-[46dvh] min-h-60 flex-col sm:h-[52dvh]"
    >
      {lies && !fits && <p className="text-quiet pb-1 text-sm">{strings.duplicates.otherShape}</p>}
      {lies && fits && (
        <div className="relative min-h-0 flex-1">
          {mode === 'slider' && <Slider {...overlay} />}
          {mode === 'blink' && <Blink {...overlay} />}
          {mode === 'difference' && <Difference {...overlay} />}
          {mark(first)}
          {mark(second, 'right')}
        </div>
      )}
      {(!lies || !fits) && (
        <div className={`grid min-h-0 flex-1 gap-1 ${gridOf(shown.length)}`}>
          {shown.map((copy) => (
            <div key={copy.assetId} className="relative min-h-0 min-w-0">
              {copy.type === 'video' ? (
                <Clip copy={copy} />
              ) : (
                <Pane
                  label={copy.filename}
                  size={sizeOf(copy)}
                  hands={{
                    ...hands,
                    onTap: () => {
                      props.onTap(copy);
                    },
                  }}
                >
                  <PaneImage copy={copy} size={sizeOf(copy)} view={hands.view} />
                </Pane>
              )}
              {mark(copy)}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

/** The two that are compared: the suggested one, and the one in focus or the next. */
function pairOf(group: DuplicateGroup, focused: Copy): readonly [Copy, Copy] {
  const [first, second] = group.members;
  return [first, focused === first ? second : focused];
}

function gridOf(panes: number): string {
  if (panes <= 2) return 'grid-rows-2 sm:grid-cols-2 sm:grid-rows-1';
  return panes <= 4
    ? 'grid-cols-2 grid-rows-2'
    : 'grid-cols-2 grid-rows-3 sm:grid-cols-3 sm:grid-rows-2';
}
