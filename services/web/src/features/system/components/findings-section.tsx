import { mdiAlertCircleOutline, mdiAlertOutline } from '@mdi/js';
import { useId, type ReactElement } from 'react';
import { Icon } from '@/shared/components/icon';
import { locale, strings } from '@/shared/strings';
import type { Finding } from '../report';

/** What is not as it should be, and what to do about it. */
export function FindingsSection({ findings }: { findings: readonly Finding[] }): ReactElement {
  const heading = useId();
  const { system } = strings;
  const bad = findings.filter((finding) => finding.level !== 'ok');
  const fine = (findings.length - bad.length).toLocaleString(locale);
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="text-lg font-medium">
        {system.findings}
      </h2>
      <ul role="list" className="divide-line divide-y">
        {bad.map((finding) => (
          <FindingRow key={`${finding.part} ${finding.id} ${finding.what}`} finding={finding} />
        ))}
      </ul>
      <p className="text-quiet text-sm">
        {bad.length === 0 ? system.allFine(fine) : system.someFine(fine)}
      </p>
    </section>
  );
}

function FindingRow({ finding }: { finding: Finding }): ReactElement {
  const { system } = strings;
  const isError = finding.level === 'error';
  const level = system.levels[finding.level] ?? finding.level;
  return (
    <li className="flex gap-3 py-3">
      <span className={isError ? 'text-danger' : 'text-quiet'}>
        <Icon path={isError ? mdiAlertCircleOutline : mdiAlertOutline} />
      </span>
      <div className="min-w-0">
        <p className="text-quiet text-sm">{`${level} · ${system.parts[finding.part] ?? finding.part}`}</p>
        <p className="font-medium break-words">{finding.what}</p>
        {finding.todo !== '' && <p className="break-words">{finding.todo}</p>}
      </div>
    </li>
  );
}
