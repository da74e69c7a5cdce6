import { mdiArrowUpBold } from '@mdi/js';
import { useState, type ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import { useDetails } from '../api/get-details';
import { factsOf, type Fact } from '../facts';
import type { Copy } from '../group';

const MOST = 6;

/**
 * What is known of the copies, side by side, on phones one under the other: what differs, and on
 * demand everything.
 */
export function FactsTable({ copies }: { copies: readonly Copy[] }): ReactElement {
  const shown = copies.slice(0, MOST);
  const details = useDetails(shown);
  const [isAll, setAll] = useState(false);
  const words = strings.duplicates.facts;
  const facts = factsOf(shown, details).filter((fact) => isAll || fact.differs);
  return (
    <section className="py-2">
      <div className="flex flex-wrap items-center gap-x-4">
        <h2 className="font-medium">{words.title}</h2>
        <label className="ml-auto flex min-h-11 cursor-pointer items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="accent-primary size-5"
            checked={isAll}
            onChange={(event) => {
              setAll(event.target.checked);
            }}
          />
          {words.all}
        </label>
      </div>
      {facts.length === 0 && <p className="text-quiet text-sm">{words.same}</p>}
      {facts.length > 0 && (
        <div
          className="overflow-x-auto"
          tabIndex={0}
          role="region"
          aria-label={strings.duplicates.facts.title}
        >
          <table role="table" className="w-full text-left text-sm max-[30rem]:block">
            <tbody role="rowgroup" className="max-[30rem]:block">
              {facts.map((fact) => (
                <FactRow key={fact.label} fact={fact} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The roles are told since a table that is laid out otherwise is none to every browser. */
function FactRow({ fact }: { fact: Fact }): ReactElement {
  return (
    <tr role="row" className="border-line border-b align-top max-[30rem]:block max-[30rem]:py-1">
      <th
        role="rowheader"
        scope="row"
        className="text-quiet py-1 pr-3 font-normal whitespace-nowrap max-[30rem]:block max-[30rem]:py-0"
      >
        {fact.label}
      </th>
      {fact.values.map((value, place) => (
        <td
          key={place}
          role="cell"
          data-copy={place + 1}
          className="min-w-32 py-1 pr-3 break-words whitespace-pre-line max-[30rem]:block max-[30rem]:py-0.5 max-[30rem]:pr-0 max-[30rem]:before:content-[attr(data-copy)_'_·_']"
        >
          {value}
          {fact.better[place] === true && (
            <span className="text-success ml-1 inline-flex items-center whitespace-nowrap">
              <Icon path={mdiArrowUpBold} size={14} />
              {strings.duplicates.facts.better}
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}
