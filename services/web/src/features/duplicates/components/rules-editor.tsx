import { mdiArrowDown, mdiArrowUp } from '@mdi/js';
import { useId, type ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import { CRITERIA, reordered, type Criterion, type Rules } from '../rules';
import { percent } from '../words';

const STEPS = [0, 0.8, 0.85, 0.9, 0.95, 0.98, 1];
const GAPS = [0, 0.05, 0.1, 0.2, 0.3, 0.5];

/** By what a copy is kept, the weightiest first, and how alike groups have to be. */
export function RulesEditor(props: {
  rules: Rules;
  onChange: (rules: Rules) => void;
}): ReactElement {
  const { rules, onChange } = props;
  const words = strings.duplicates.bulk;
  const pattern = useId();
  const shown = [...rules.order, ...CRITERIA.filter((one) => !rules.order.includes(one))];
  const change = (criterion: Criterion, how: 'toggle' | 'up' | 'down') => {
    onChange({ ...rules, order: reordered(rules.order, criterion, how) });
  };
  return (
    <fieldset className="border-line rounded-2xl border p-3">
      <legend className="px-1 font-medium">{words.rules}</legend>
      <ol role="list">
        {shown.map((criterion) => {
          const place = rules.order.indexOf(criterion);
          const name = words.criteria[criterion];
          return (
            <li key={criterion} className="flex items-center gap-1">
              <label className="flex min-h-11 flex-1 cursor-pointer items-center gap-3">
                <input
                  type="checkbox"
                  className="accent-primary size-5 shrink-0"
                  checked={place >= 0}
                  onChange={() => {
                    change(criterion, 'toggle');
                  }}
                />
                {name}
              </label>
              {place > 0 && (
                <Button
                  look="round"
                  aria-label={words.up(name)}
                  onClick={() => {
                    change(criterion, 'up');
                  }}
                >
                  <Icon path={mdiArrowUp} />
                </Button>
              )}
              {place >= 0 && place < rules.order.length - 1 && (
                <Button
                  look="round"
                  aria-label={words.down(name)}
                  onClick={() => {
                    change(criterion, 'down');
                  }}
                >
                  <Icon path={mdiArrowDown} />
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {rules.order.includes('path') && (
        <p className="flex flex-col py-1 text-sm">
          <label htmlFor={pattern}>{words.pattern}</label>
          <input
            id={pattern}
            type="text"
            className="bg-page border-line min-h-11 rounded-lg border px-3 text-base"
            value={rules.pattern}
            onChange={(event) => {
              onChange({ ...rules, pattern: event.target.value });
            }}
          />
        </p>
      )}
      <Least
        label={words.least}
        steps={STEPS}
        value={rules.leastAlike}
        onChange={(leastAlike) => {
          onChange({ ...rules, leastAlike });
        }}
      />
      <Least
        label={words.gap}
        steps={GAPS}
        value={rules.leastGap}
        onChange={(leastGap) => {
          onChange({ ...rules, leastGap });
        }}
      />
    </fieldset>
  );
}

/** The least share that groups must have to be decided. */
function Least(props: {
  label: string;
  steps: readonly number[];
  value: number;
  onChange: (value: number) => void;
}): ReactElement {
  const id = useId();
  return (
    <p className="flex flex-col py-1 text-sm">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="bg-page border-line min-h-11 rounded-lg border px-3 text-base"
        value={props.value}
        onChange={(event) => {
          props.onChange(Number(event.target.value));
        }}
      >
        {props.steps.map((step) => (
          <option key={step} value={step}>
            {step === 0 ? strings.duplicates.bulk.anyhow : percent(step)}
          </option>
        ))}
      </select>
    </p>
  );
}
