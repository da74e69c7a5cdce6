import { use, type ReactElement } from 'react';
import { Failure } from '@/shared/components/failure';
import { KeysContext } from '@/shared/keys/keys-context';
import { strings } from '@/shared/strings';
import {
  useChangePreferences,
  useGroupsByLevel,
  usePreferences,
  type Preferences,
} from '../api/preferences';
import { FormatOrder } from './format-order';
import { Sensitivity } from './sensitivity';
import { Switch } from './switch';

/** What a person prefers to see; every change is saved at once. */
export function PreferencesPage(): ReactElement {
  const preferences = usePreferences();
  const words = strings.preferences;
  return (
    <div className="mx-auto max-w-3xl px-3 md:px-4">
      <h1 className="pt-3 pb-1 text-xl font-semibold">{words.title}</h1>
      <p className="text-quiet pb-4">{words.intro}</p>
      {preferences.isPending && <p role="status">{strings.loading}</p>}
      {preferences.isError && (
        <Failure error={preferences.error} onRetry={() => void preferences.refetch()} />
      )}
      {preferences.data !== undefined && <Form known={preferences.data} />}
    </div>
  );
}

function Form({ known }: { known: Preferences }): ReactElement {
  const [preferences, change] = useChangePreferences(known);
  const groups = useGroupsByLevel();
  const keys = use(KeysContext);
  const words = strings.preferences;
  return (
    <div className="flex flex-col gap-6">
      <Switch
        label={words.autoGroup}
        checked={preferences.autoGroup}
        onChange={(autoGroup) => {
          change({ autoGroup });
        }}
      />
      <FormatOrder
        order={preferences.formatOrder}
        onChange={(formatOrder) => {
          change({ formatOrder });
        }}
      />
      <Sensitivity
        level={preferences.level}
        groups={groups}
        onChange={(level) => {
          change({ level });
        }}
      />
      <Switch
        label={words.letters}
        hint={words.lettersHint}
        checked={keys.lettersOn}
        onChange={keys.setLettersOn}
      />
      <p className="text-quiet text-sm">{words.theme}</p>
    </div>
  );
}
