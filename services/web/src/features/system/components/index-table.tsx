import type { ReactElement } from 'react';
import { locale, strings } from '@/shared/strings';
import type { PersonIndex } from '../report';

/** Whose assets are known, and how new that knowledge is. */
export function IndexTable({ people }: { people: readonly PersonIndex[] }): ReactElement {
  const { system } = strings;
  return (
    <section>
      <h2 className="text-lg font-medium">{system.index}</h2>
      <p className="text-quiet pb-2 text-sm">{system.indexHint}</p>
      {people.length === 0 ? (
        <p>{system.nobody}</p>
      ) : (
        <div tabIndex={0} role="region" aria-label={system.index} className="overflow-x-auto">
          <table className="w-full text-left text-sm">
            <thead className="text-quiet">
              <tr>
                {[system.person, system.state, system.assets, system.age].map((name) => (
                  <th key={name} scope="col" className="py-1 pr-4 font-normal">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.userId} className="border-line border-t">
                  <th scope="row" className="py-1 pr-4 font-medium">
                    {person.name}
                  </th>
                  <td className="pr-4">{strings.scan.states[person.state] ?? person.state}</td>
                  <td className="pr-4">
                    {strings.scan.of(
                      person.done.toLocaleString(locale),
                      person.total.toLocaleString(locale),
                    )}
                  </td>
                  <td>
                    {person.indexedAt === null
                      ? system.never
                      : new Date(person.indexedAt).toLocaleString(locale)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
