import type { ReactElement } from 'react';
import { strings } from '@/shared/strings';
import { useCarryOver, type Change } from '../api/get-carry-over';
import type { DuplicateGroup } from '../group';
import type { Parted } from '../marks';

/** A change in words. */
export function changeText({ what, name, after }: Change): string {
  return strings.duplicates.changes[what]?.(name ?? String(after)) ?? what;
}

/** Whether what stays takes over albums and the like, and what that would be. */
export function CarryOver(props: {
  group: DuplicateGroup;
  parted: Parted;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}): ReactElement {
  const { group, parted, isOn } = props;
  const preview = useCarryOver(group, parted, isOn);
  const words = strings.duplicates;
  return (
    <div className="text-sm">
      <label className="flex min-h-11 cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          className="accent-primary size-5 shrink-0"
          checked={isOn}
          onChange={(event) => {
            props.onChange(event.target.checked);
          }}
        />
        <span>
          {words.carry}
          <span className="text-quiet block">{words.carryHint}</span>
        </span>
      </label>
      {isOn && preview.isError && <p className="pl-7">{words.carryFailed}</p>}
      {isOn && preview.data?.length === 0 && <p className="pl-7">{words.carryNothing}</p>}
      {isOn && preview.data !== undefined && (
        <ul role="list" className="pl-7">
          {preview.data.map((change) => (
            <li key={changeText(change)}>{changeText(change)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
