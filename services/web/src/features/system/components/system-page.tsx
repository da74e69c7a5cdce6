import type { ReactElement } from 'react';
import { Failure } from '@/shared/components/failure';
import { strings } from '@/shared/strings';
import { useReport } from '../api/get-report';
import type { Report } from '../report';
import { ComponentCard } from './component-card';
import { CoverageSection } from './coverage-section';
import { FindingsSection } from './findings-section';
import { IndexTable } from './index-table';

/** For admins: how every part is, and how complete the indexes are. */
export function SystemPage(): ReactElement {
  const report = useReport();
  return (
    <div className="mx-auto max-w-3xl px-3 md:px-4">
      <h1 className="pt-3 pb-1 text-xl font-semibold">{strings.system.title}</h1>
      {report.isPending && <p role="status">{strings.loading}</p>}
      {report.isError && <Failure error={report.error} onRetry={() => void report.refetch()} />}
      {report.data !== undefined && !report.isError && <Parts report={report.data} />}
    </div>
  );
}

/** Whether everything works, and there is something to look after all the same. */
function isWarned({ status, findings = [] }: Report): boolean {
  return status === 'up' && findings.some((finding) => finding.level !== 'ok');
}

function Parts({ report }: { report: Report }): ReactElement {
  const { system } = strings;
  return (
    <div className="flex flex-col gap-6">
      <p>
        {isWarned(report) ? system.warned : (system.whole[report.status] ?? report.status)}{' '}
        <span className="text-quiet">{system.version(report.version)}</span>
      </p>
      {report.findings !== undefined && <FindingsSection findings={report.findings} />}
      <div className="grid gap-4 md:grid-cols-2">
        {Object.entries(report.components).map(([name, component]) => (
          <ComponentCard key={name} name={system.parts[name] ?? name} component={component} />
        ))}
      </div>
      <IndexTable people={report.index.users ?? []} />
      {report.coverage?.total !== undefined && <CoverageSection coverage={report.coverage} />}
    </div>
  );
}
