'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Steps } from '@/components/ui/steps';
import { Link } from '@/i18n/navigation';
import { formatDateTime } from '@/lib/format';
import type { BallotContest } from './ballot-contest';
import type { ReceiptView } from './use-receipt';

export interface ReceiptNextProps {
  contest: BallotContest;
  isOpen: boolean;
  view: Extract<ReceiptView, { state: 'ready' }>;
}

/** From this receipt to the result. */
export function ReceiptNext({ contest, isOpen, view }: ReceiptNextProps) {
  const t = useTranslations('Receipt');
  const zone = { locale: useLocale(), timeZone: contest.city.timeZone };
  const { slug } = contest;
  const at = (date: Date) => formatDateTime(date, zone);
  const look = <Link href={`/board/${slug}?tracker=${encodeURIComponent(view.tracker)}`}>{t('nextBoardLink')}</Link>;
  const again = isOpen && <Link href={`/vote/${slug}`}>{t('nextCloseLink')}</Link>;
  const steps = [
    { key: 'cast', title: t('nextCast'), detail: t('nextCastDetail', { when: at(view.castAt) }), state: 'done' },
    {
      key: 'board',
      title: t('nextBoard'),
      detail: (
        <>
          {t('nextBoardDetail', { when: at(view.includedBy) })} {look}
        </>
      ),
      state: 'now',
    },
    {
      key: 'close',
      title: t('nextClose'),
      detail: (
        <>
          {t('nextCloseDetail', { when: at(contest.closesAt) })} {again}
        </>
      ),
      state: isOpen ? 'next' : 'done',
    },
    { key: 'count', title: t('nextCount'), detail: t('nextCountDetail'), state: 'next' },
    { key: 'result', title: t('nextResult'), detail: t('nextResultDetail'), state: 'next' },
  ] as const;
  return (
    <section className="stack">
      <h2>{t('next')}</h2>
      <Steps label={t('next')} steps={[...steps]} doneWord={t('finished')} />
    </section>
  );
}
