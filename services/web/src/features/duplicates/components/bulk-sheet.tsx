import { useState, type ReactElement } from 'react';
import { Link } from 'wouter';
import { Button } from '@/shared/components/button';
import { Dialog } from '@/shared/components/dialog';
import { Failure } from '@/shared/components/failure';
import { strings } from '@/shared/strings';
import { namesOf, useResolveMany, type Outcome } from '../api/resolve-many';
import { reviewAddress, type Filters } from '../filters';
import type { DuplicateGroup } from '../group';
import type { Picked } from '../picked';
import { usualRules, type Plan } from '../rules';
import { count } from '../words';
import { PlanView } from './plan-view';
import { RulesEditor } from './rules-editor';
import { usePlan } from './use-plan';

/** Rules for many groups at once, and what they would do, before anything is done. */
export function BulkSheet(props: {
  picked: Picked;
  groups: readonly DuplicateGroup[];
  filters: Filters;
  params: URLSearchParams;
  onClose: () => void;
  onDone: () => void;
}): ReactElement {
  const { params } = props;
  const [picked] = useState(props.picked);
  const [rules, setRules] = useState(usualRules);
  const [carriesOver, setCarriesOver] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const resolveMany = useResolveMany();
  const words = strings.duplicates.bulk;
  const { plan, reading, error, retry } = usePlan(picked, props.groups, props.filters, rules);
  const apply = async ({ items }: Plan) => {
    setDone(0);
    const result = await resolveMany(items, carriesOver, setDone);
    if (result.done.length > 0) props.onDone();
    if (result.troubles.length === 0) props.onClose();
    else setOutcome(result);
  };
  return (
    <Dialog title={words.title} width="wide" onClose={props.onClose}>
      <div
        className="overflow-y-auto px-5 py-3"
        tabIndex={0}
        role="region"
        aria-label={words.title}
      >
        {outcome !== null && plan !== undefined && (
          <Result outcome={outcome} plan={plan} params={params} />
        )}
        {outcome === null && (
          <>
            {error !== null && <Failure error={error} onRetry={retry} />}
            {plan === undefined && error === null && (
              <p role="status" className="py-6">
                {reading}
              </p>
            )}
            {plan !== undefined && (
              <PlanView plan={plan} carriesOver={carriesOver} params={params} />
            )}
            <label className="flex min-h-11 cursor-pointer items-center gap-3 pt-2">
              <input
                type="checkbox"
                className="accent-primary size-5 shrink-0"
                checked={carriesOver}
                onChange={(event) => {
                  setCarriesOver(event.target.checked);
                }}
              />
              <span>
                {strings.duplicates.carry}
                <span className="text-quiet block text-sm">{strings.duplicates.carryHint}</span>
              </span>
            </label>
            <details className="pb-2">
              <summary className="min-h-11 cursor-pointer content-center font-medium">
                {words.change}
              </summary>
              <RulesEditor rules={rules} onChange={setRules} />
            </details>
          </>
        )}
      </div>
      {outcome === null && plan !== undefined && (
        <footer className="border-line flex items-center gap-3 border-t px-5 py-2">
          {done !== null && (
            <>
              <progress
                className="accent-primary h-2 flex-1"
                aria-label={words.title}
                max={plan.items.length}
                value={done}
              />
              <span role="status" className="tabular-nums">
                {words.progress(count(done), count(plan.items.length))}
              </span>
            </>
          )}
          <Button
            className="ml-auto min-h-12"
            disabled={plan.items.length === 0 || done !== null}
            onClick={() => void apply(plan)}
          >
            {words.apply(count(plan.files))}
          </Button>
        </footer>
      )}
    </Dialog>
  );
}

/** What became of it, where not everything went as wanted. */
function Result(props: { outcome: Outcome; plan: Plan; params: URLSearchParams }): ReactElement {
  const { done, troubles } = props.outcome;
  const names = namesOf(props.plan.items);
  const words = strings.duplicates.bulk;
  return (
    <>
      <p role="status" className="font-medium">
        {words.result(count(done.length), count(troubles.length))}
      </p>
      <ul role="list" className="divide-line divide-y text-sm">
        {troubles.map(({ groupId, why }) => (
          <li key={groupId} className="py-1">
            <Link
              href={reviewAddress(groupId, props.params)}
              className="text-primary inline-flex min-h-11 items-center underline"
            >
              {names.get(groupId)}
            </Link>
            <p>{why}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
