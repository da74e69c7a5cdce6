import { mdiCheck, mdiClose } from '@mdi/js';
import type { ReactElement } from 'react';
import { Button } from '@/shared/components/button';
import { Icon } from '@/shared/components/icon';
import { strings } from '@/shared/strings';
import type { Candidate, Orphan } from '../orphan';
import { Facts } from './facts';
import { Picture } from './picture';

/** A photo that a RAW may belong to, why it did not match, and what to say to it. */
export function CandidateCard(props: {
  orphan: Orphan;
  candidate: Candidate;
  isCurrent: boolean;
  onJudge: (verdict: 'accept' | 'reject') => void;
}): ReactElement {
  const { orphan, candidate, isCurrent, onJudge } = props;
  const words = strings.suggestions;
  return (
    <li
      aria-current={isCurrent ? 'true' : undefined}
      className={`flex flex-col gap-3 rounded-2xl border p-3 ${isCurrent ? 'border-primary' : 'border-line'}`}
    >
      <div className="flex gap-3">
        <Picture file={candidate} />
        <div className="min-w-0 flex-1">
          <Facts file={candidate} />
          <p className="font-medium">{words.alike(Math.round(candidate.confidence * 100))}</p>
          <p className="text-sm break-words">
            {candidate.reason === null ? words.noReason : words.why(candidate.reason)}
          </p>
        </div>
      </div>
      <div className="flex gap-2">
        <Button
          className="flex-1"
          aria-label={words.acceptNamed(orphan.filename, candidate.filename)}
          onClick={() => {
            onJudge('accept');
          }}
        >
          <Icon path={mdiCheck} />
          {words.accept}
        </Button>
        <Button
          look="plain"
          className="border-line flex-1 border"
          aria-label={words.rejectNamed(orphan.filename, candidate.filename)}
          onClick={() => {
            onJudge('reject');
          }}
        >
          <Icon path={mdiClose} />
          {words.reject}
        </Button>
      </div>
    </li>
  );
}
