import type { ReactElement, ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { Logo } from '@/shared/components/logo';
import { strings } from '@/shared/strings';
import { WaysIn } from './ways-in';

/** Asks who wants in. */
export function SignInScreen({ byChoice }: { byChoice: boolean }): ReactElement {
  const [search] = useSearchParams();
  const words = strings.session;
  return (
    <Door>
      <div>
        <h1 className="text-2xl font-semibold">{words.title}</h1>
        <p className="text-quiet text-sm">{words.intro}</p>
      </div>
      <WaysIn tab="here" atOnce={!byChoice && search.get('autoLaunch') !== '0'} />
    </Door>
  );
}

/** The frame around everything before the photos. */
export function Door({ children }: { children: ReactNode }): ReactElement {
  return (
    <main className="bg-subtle flex min-h-dvh items-center justify-center p-4">
      <div className="bg-page border-line flex w-full max-w-sm flex-col gap-5 rounded-3xl border p-8">
        <div className="flex items-center gap-3">
          <Logo size={40} />
          <span className="text-primary text-xl font-semibold">{strings.product}</span>
        </div>
        {children}
      </div>
    </main>
  );
}
