import { use, type ReactElement } from 'react';
import { Failure } from '@/shared/components/failure';
import { KeysContext } from '@/shared/keys/keys-context';
import { locale, strings } from '@/shared/strings';
import {
  useChangePreferences,
  useGroupsByLevel,
  usePreferences,
  type Preferences,
} from '../api/preferences';
import { Choices } from './choices';
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
      {preferences.data !== undefined && <Form preferences={preferences.data} />}
    </div>
  );
}

/** Values with their words, in their order. */
function entries<Value extends string>(words: Readonly<Partial<Record<Value, string>>>) {
  return Object.entries(words) as [Value, string][];
}

function Form({ preferences }: { preferences: Preferences }): ReactElement {
  const change = useChangePreferences(preferences);
  const byLevel = useGroupsByLevel();
  const keys = use(KeysContext);
  const words = strings.preferences;
  const levels = entries<Preferences['level']>(words.levels).map(([value, label]) => {
    const groups = byLevel[value]?.groups;
    return {
      value,
      label,
      hint: groups === undefined ? '' : words.preview(groups.toLocaleString(locale)),
    };
  });
  const formats = entries<Preferences['primaryFormat']>(words.formats).map(([value, label]) => ({
    value,
    label,
  }));
  return (
    <div className="flex flex-col gap-6">
      <Switch
        label={words.autoGroup}
        checked={preferences.autoGroup}
        onChange={(autoGroup) => {
          change.mutate({ autoGroup });
        }}
      />
      <Choices
        title={words.format}
        hint={words.formatHint}
        choices={formats}
        value={preferences.primaryFormat}
        onChange={(primaryFormat) => {
          change.mutate({ primaryFormat });
        }}
      />
      <Choices
        title={words.level}
        choices={levels}
        value={preferences.level}
        onChange={(level) => {
          change.mutate({ level });
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
