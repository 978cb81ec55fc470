'use client';

import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { thisDevice } from '@/lib/client/voting/device';
import { dropRegistrationKey } from '@/lib/client/voting/registration-key';

export interface SignedInProps {
  isResident: boolean;
  /** Server action: ends the session. */
  leave: () => Promise<void>;
}

/** Takes everything that could tell about a vote, or cast one, off this device. */
function forgetHere() {
  dropRegistrationKey(sessionStorage);
  const { booth, storage } = thisDevice();
  booth.close();
  storage.forget().catch(() => undefined); // nothing is kept where IndexedDB is forbidden
}

export function SignedIn({ isResident, leave }: SignedInProps) {
  const t = useTranslations('SignIn');
  return (
    <div className="stack-loose">
      {isResident ? (
        <>
          <PageHead title={t('inTitle')} lead={t('inLead')} />
          <div className="cluster actions">
            <LinkButton look="spark" iconEnd="forward" href="/vote">
              {t('inVote')}
            </LinkButton>
          </div>
        </>
      ) : (
        <>
          <PageHead title={t('inTitle')} />
          <Note title={t('staffIn')} />
        </>
      )}
      <Card as="section" aria-labelledby="finished">
        <div className="stack">
          <h2 id="finished" className="h-mid">
            {t('outTitle')}
          </h2>
          {isResident && <p>{t('outBody')}</p>}
          <form action={leave} onSubmit={forgetHere}>
            <SubmitButton look="line" pendingLabel={t('outPending')}>
              {t('out')}
            </SubmitButton>
          </form>
        </div>
      </Card>
    </div>
  );
}
