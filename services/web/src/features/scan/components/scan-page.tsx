import type { ReactElement } from 'react';
import type { ServiceScan } from '@/shared/api/schema';
import { Failure } from '@/shared/components/failure';
import { strings } from '@/shared/strings';
import { useIndexStatus, useProgress } from '../api/get-progress';
import type { Service } from '../api/send-command';
import { IndexCard } from './index-card';
import { ServiceCard } from './service-card';

/** What is being done with the library, for everybody; started and stopped by admins. */
export function ScanPage({ isAdmin }: { isAdmin: boolean }): ReactElement {
  const progress = useProgress();
  const index = useIndexStatus();
  return (
    <div className="mx-auto max-w-3xl px-3 md:px-4">
      <h1 className="pt-3 pb-1 text-xl font-semibold">{strings.scan.title}</h1>
      <p className="text-quiet pb-4">{strings.scan.intro}</p>
      {progress.isPending && <p role="status">{strings.loading}</p>}
      {progress.isError && (
        <Failure error={progress.error} onRetry={() => void progress.refetch()} />
      )}
      {progress.data !== undefined && (
        <div className="flex flex-col gap-4">
          {(Object.entries(progress.data) as [Service, ServiceScan][]).map(([service, status]) => (
            <ServiceCard key={service} service={service} status={status} isAdmin={isAdmin} />
          ))}
          {index !== undefined && <IndexCard index={index} />}
        </div>
      )}
    </div>
  );
}
