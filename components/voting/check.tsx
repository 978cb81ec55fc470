'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { VouchedNote } from '@/components/entitlement/vouched-note';
import { BackLink } from '@/components/ui/breadcrumb';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Loading } from '@/components/ui/loading';
import { useRouter } from '@/i18n/navigation';
import type { BallotContest } from './ballot-contest';
import { CastPanel } from './cast-panel';
import { ChosenReview } from './chosen-review';
import { useCast } from './use-cast';

/** Step 2: check, encrypt, cast. */
export function Check({ contest }: { contest: BallotContest }) {
  const t = useTranslations('Vote');
  const ui = useTranslations('Ui');
  const router = useRouter();
  const { casting, ...acts } = useCast(contest);
  const isDone = casting.state === 'done';
  useEffect(() => {
    if (isDone) router.replace(`/vote/${contest.slug}/receipt`);
  }, [isDone, router, contest.slug]);
  if (casting.state === 'nothing') {
    const action = (
      <LinkButton look="spark" href={`/vote/${contest.slug}`}>
        {t('noDraftAction')}
      </LinkButton>
    );
    return (
      <div className="stack">
        <h1 className="h2">{t('noDraft')}</h1>
        <EmptyState sentence={t('noDraftBody')} action={action} />
      </div>
    );
  }
  if (casting.state === 'sealing' || casting.state === 'done') {
    return (
      <div className="stack">
        <h1 className="h2">{t('checkTitle')}</h1>
        <Loading label={t('sealing')} stillLabel={ui('stillLoading')} />
      </div>
    );
  }
  const isUnderWay = casting.state === 'sending' || casting.state === 'opening';
  return (
    <div className="stack-loose">
      <div>
        {!isUnderWay && <BackLink href={`/vote/${contest.slug}`} label={t('change')} />}
        <p className="eyebrow">{t('step', { step: 2 })}</p>
        <h1 className="h2">{t('checkTitle')}</h1>
      </div>
      {contest.entitlement === 'vouched' && <VouchedNote slug={contest.slug} short />}
      <ChosenReview contest={contest} chosen={casting.chosen} isFixed={isUnderWay} />
      <CastPanel contest={contest} casting={casting} {...acts} />
    </div>
  );
}
