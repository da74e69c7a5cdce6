import { mdiCheckCircle, mdiDeleteOutline } from '@mdi/js';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { Icon } from '@/shared/components/icon';
import { fileSize } from '@/shared/file-format';
import { strings } from '@/shared/strings';
import { useCarryOver } from '../api/get-carry-over';
import { reviewAddress } from '../filters';
import { REASONS, type Plan, type Planned } from '../rules';
import { count } from '../words';
import { changeText } from './carry-over';
import { Picture } from './picture';

const SAMPLE = 12;
const PATHS = 3;

/** What would be done: the sums, what is left alone and why, and some of the groups. */
export function PlanView(props: {
  plan: Plan;
  carriesOver: boolean;
  params: URLSearchParams;
}): ReactElement {
  const { plan, carriesOver, params } = props;
  const words = strings.duplicates.bulk;
  return (
    <section aria-label={words.plan} className="py-3">
      <p role="status" className="font-medium">
        {words.sum(count(plan.items.length), count(plan.files), fileSize(plan.bytes))}
      </p>
      {plan.skippedCount > 0 && (
        <>
          <p className="pt-1">{words.skipped(count(plan.skippedCount))}</p>
          <ul role="list" className="text-quiet text-sm">
            {REASONS.map((why) => {
              const groups = plan.skipped[why];
              return groups !== undefined && <li key={why}>{words.reasons[why](count(groups))}</li>;
            })}
          </ul>
        </>
      )}
      {plan.items.length > 0 && (
        <>
          <h3 className="pt-3 pb-1 font-medium">{words.sample}</h3>
          <ul role="list" className="grid gap-2 sm:grid-cols-2">
            {plan.items.slice(0, SAMPLE).map((item) => (
              <SampleRow
                key={item.group.groupId}
                item={item}
                carriesOver={carriesOver}
                params={params}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function SampleRow(props: {
  item: Planned;
  carriesOver: boolean;
  params: URLSearchParams;
}): ReactElement {
  const { group, keeper, parted } = props.item;
  const changes = useCarryOver(group, parted, props.carriesOver).data;
  const going = group.members.filter((copy) => copy !== keeper);
  const words = strings.duplicates.bulk;
  return (
    <li>
      <Link
        href={reviewAddress(group.groupId, props.params)}
        className="hover:bg-subtle flex items-start gap-2 rounded-lg p-1 text-sm focus-visible:-outline-offset-2"
      >
        <span className="flex shrink-0 gap-1">
          {[keeper, ...going.slice(0, 1)].map((copy) => (
            <span key={copy.assetId} className="relative size-14 overflow-hidden rounded">
              <Picture copy={copy} />
              <span
                className={`bg-page absolute right-0.5 bottom-0.5 rounded-full ${copy === keeper ? 'text-success' : 'text-danger'}`}
              >
                <Icon path={copy === keeper ? mdiCheckCircle : mdiDeleteOutline} size={16} />
              </span>
            </span>
          ))}
        </span>
        <span className="flex min-w-0 flex-col">
          <span className="break-all">{words.keeps(keeper.path)}</span>
          {going.slice(0, PATHS).map((copy) => (
            <span key={copy.assetId} className="text-quiet break-all">
              {words.goes(copy.path)}
            </span>
          ))}
          {going.length > PATHS && (
            <span className="text-quiet">{words.andMore(count(going.length - PATHS))}</span>
          )}
          <span className="text-quiet tabular-nums">{words.frees(fileSize(parted.bytes))}</span>
          {props.carriesOver && changes !== undefined && changes.length > 0 && (
            <span className="text-quiet">{changes.map(changeText).join(' · ')}</span>
          )}
        </span>
      </Link>
    </li>
  );
}
