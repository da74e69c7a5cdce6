import { useCallback, useState, type ReactElement } from 'react';
import { locale, strings } from '@/shared/strings';
import type { Level } from '../api/preferences';

const words = strings.preferences;
const LEVELS = Object.keys(words.levels) as Level[];

/** How alike duplicates must be, from exact to loose, with how many groups each stop would bring. */
export function Sensitivity(props: {
  level: Level;
  groups: Readonly<Partial<Record<string, { readonly groups: number }>>>;
  onChange: (level: Level) => void;
}): ReactElement {
  const { level, groups, onChange } = props;
  const [pointed, setPointed] = useState<{ from: Level; stop: number } | null>(null);
  if (pointed !== null && pointed.from !== level) setPointed(null);
  const stop = pointed?.stop ?? LEVELS.indexOf(level);

  /** The browser tells of each stop that is passed, and by this event of the one that is chosen. */
  const chosen = useCallback(
    (slider: HTMLInputElement) => {
      const onChosen = () => {
        setPointed(null);
        LEVELS.slice(slider.valueAsNumber).slice(0, 1).forEach(onChange);
      };
      slider.addEventListener('change', onChosen);
      return () => {
        slider.removeEventListener('change', onChosen);
      };
    },
    [onChange],
  );
  const stops = LEVELS.map((one, place) => ({
    ...words.levels[one],
    level: one,
    isShown: place === stop,
    groups: groups[one]?.groups.toLocaleString(locale),
  }));
  const shown = stops.filter(({ isShown }) => isShown);
  return (
    <fieldset className="border-line rounded-3xl border p-4">
      <legend className="px-1 font-medium">{words.level}</legend>
      <input
        ref={chosen}
        type="range"
        min={0}
        max={LEVELS.length - 1}
        aria-label={words.level}
        aria-valuetext={shown.map((one) => words.levelIs(one.name, one.means, one.alike)).join()}
        className="accent-primary mx-auto block h-11 w-[calc(100%*5/6+1rem)] cursor-pointer"
        value={stop}
        onChange={(event) => {
          setPointed({ from: level, stop: event.target.valueAsNumber });
        }}
      />
      <ul
        role="list"
        aria-label={words.levelStops}
        className="grid grid-cols-6 text-center text-xs"
      >
        {stops.map((one) => (
          <li
            key={one.level}
            className={`flex flex-col justify-between ${one.isShown ? 'font-medium' : 'text-quiet'}`}
          >
            {one.name}
            {one.groups !== undefined && (
              <span className="block tabular-nums">
                <span aria-hidden="true">{one.groups}</span>
                <span className="sr-only">{words.preview(one.groups)}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
      {shown.map((one) => (
        <div
          key="shown"
          className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 pt-2"
        >
          <p>{words.levelIs(one.name, one.means, one.alike)}</p>
          <p role="status" className="font-medium tabular-nums">
            {one.groups !== undefined && words.preview(one.groups)}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
