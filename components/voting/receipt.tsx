'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { VouchedNote } from '@/components/entitlement/vouched-note';
import { LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Icon } from '@/components/ui/icon';
import { Loading } from '@/components/ui/loading';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import { Link } from '@/i18n/navigation';
import { formatDate, formatDateTime } from '@/lib/format';
import type { BallotContest } from './ballot-contest';
import { ReceiptNext } from './receipt-next';
import { ReceiptTools } from './receipt-tools';
import { type ReceiptView, useReceipt } from './use-receipt';

export interface ReceiptProps {
  contest: BallotContest;
  isOpen: boolean;
  /** What this device can prove of the ballot on the board. */
  proof: ReactNode;
}

/** Step 3: the receipt, from this device's memory. It never held the choices. */
export function Receipt({ contest, isOpen, proof }: ReceiptProps) {
  const t = useTranslations('Receipt');
  const ui = useTranslations('Ui');
  const view = useReceipt(contest);
  if (view.state === 'loading') {
    return (
      <div className="stack">
        <h1 className="h2">{t('title')}</h1>
        <Loading label={ui('loading')} stillLabel={ui('stillLoading')} />
      </div>
    );
  }
  if (view.state === 'none') {
    const action = (
      <LinkButton look="spark" href={isOpen ? `/vote/${contest.slug}` : `/contests/${contest.slug}`}>
        {t('noneAction')}
      </LinkButton>
    );
    return (
      <div className="stack">
        <h1 className="h2">{t('none')}</h1>
        <EmptyState sentence={t('noneBody')} action={action} />
      </div>
    );
  }
  return <Shown contest={contest} isOpen={isOpen} proof={proof} view={view} />;
}

type Ready = Extract<ReceiptView, { state: 'ready' }>;

function Shown({ contest, isOpen, proof, view }: ReceiptProps & { view: Ready }) {
  const t = useTranslations('Receipt');
  const { slug } = contest;
  return (
    <div className="stack-loose">
      <Banner contest={contest} view={view} />
      <Card>
        <div className="stack">
          <Tracker label={t('label')} value={view.tracker} size="large" />
          <ReceiptTools slug={slug} tracker={view.tracker} text={view.text} />
          {view.isGenuine && <p className="small muted">{t('checked')}</p>}
        </div>
      </Card>
      <Proof contest={contest} view={view} />
      {proof}
      {contest.entitlement === 'vouched' && <VouchedNote slug={slug} />}
      <ReceiptNext contest={contest} isOpen={isOpen} view={view} />
      <Note title={t('asked')}>{t('askedBody')}</Note>
      <p className="small muted actions">
        <b>{t('done')}</b> {t('doneBody')} <Link href="/sign-in">{t('doneLink')}</Link>
      </p>
    </div>
  );
}

function Banner({ contest, view }: { contest: BallotContest; view: Ready }) {
  const t = useTranslations('Receipt');
  const locale = useLocale();
  if (!view.isGenuine) {
    return (
      <>
        <h1 className="h2">{t('title')}</h1>
        <Note tone="bad" title={t('notGenuine')} live>
          {t('notGenuineBody')}
        </Note>
      </>
    );
  }
  const when = formatDate(view.castAt, { locale, timeZone: contest.city.timeZone, year: true });
  return (
    <div className="banner-done">
      <Icon name="tick" />
      <div>
        <h1>{t('heading')}</h1>
        <p>{t('sub', { contest: contest.name, when })}</p>
      </div>
    </div>
  );
}

function Proof({ contest, view }: { contest: BallotContest; view: Ready }) {
  const t = useTranslations('Receipt');
  const locale = useLocale();
  const when = formatDateTime(view.includedBy, { locale, timeZone: contest.city.timeZone });
  return (
    <div className="cols-2">
      <Points
        icon="tick"
        title={t('proves')}
        points={[t('provesReceived'), t('provesBy', { when }), t('provesSame')]}
      />
      <Points icon="close" title={t('shows')} points={[t('showsChoice'), t('showsName'), t('showsOthers')]} />
    </div>
  );
}

function Points({ icon, title, points }: { icon: 'tick' | 'close'; title: string; points: string[] }) {
  return (
    <section className="stack-tight">
      <h2 className="h3">{title}</h2>
      <ul className="stack-tight">
        {points.map((point) => (
          <li key={point} className="flex items-start gap-3">
            <Icon name={icon} />
            <span>{point}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
