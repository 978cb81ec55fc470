import { useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { Steps } from '@/components/ui/steps';

export interface SecrecyProps {
  /** With a contest its trustees are named. */
  contest?: { name: string; trustees: string[]; trusteesNeeded: number; isVouched: boolean } | undefined;
  actionHref: string;
}

const STEPS = ['step1', 'step2', 'step3', 'step4', 'step5'] as const;
const HOLDERS = ['whoYou', 'whoCity', 'whoTrustees', 'whoAll'] as const;
const CHECKS = ['check4', 'check1', 'check2', 'check3'] as const;
const LIMITS = ['cannot1', 'cannot2', 'cannot3', 'cannot4', 'cannot5', 'cannot6'] as const;

/** Where codes are used there is one limit less; the page about all contests says where there is one more. */
function limitsOf(contest: SecrecyProps['contest']) {
  if (!contest) return [...LIMITS, 'vouchedElsewhere'] as const;
  return contest.isVouched ? ([...LIMITS, 'vouched'] as const) : LIMITS;
}

/** The way of a ballot in plain words, with what nobody can check said as plainly. */
export function Secrecy({ contest, actionHref }: SecrecyProps) {
  const t = useTranslations('Secrecy');
  const locale = useLocale();
  const names = contest && new Intl.ListFormat(locale, { type: 'conjunction' }).format(contest.trustees);
  const steps = STEPS.map((key) => ({ key, title: t(key), detail: t(`${key}Body`), state: 'next' as const }));
  return (
    <div className="stack-loose">
      <PageHead title={t('title')} lead={t('lead')} />
      <section className="stack">
        <h2>{t('stepsTitle')}</h2>
        <Steps label={t('stepsTitle')} doneWord="" steps={steps} />
        {contest && (
          <p>
            {t('trustees', { contest: contest.name, names: names ?? '' })}{' '}
            {contest.trusteesNeeded === contest.trustees.length
              ? t('trusteesAll')
              : t('trusteesSome', { needed: contest.trusteesNeeded })}
          </p>
        )}
      </section>
      <section className="stack">
        <h2>{t('whoTitle')}</h2>
        <ul className="bullets">
          {HOLDERS.map((key) => (
            <li key={key}>
              <b>{t(key)}:</b> {key === 'whoYou' && contest?.isVouched ? t('whoYouVouched') : t(`${key}Body`)}
            </li>
          ))}
        </ul>
      </section>
      {contest?.isVouched && (
        <Note title={t('vouchedTitle')}>
          <p>{t('vouchedBody')}</p>
        </Note>
      )}
      <Points title={t('checkTitle')} points={CHECKS.map((key) => t(key))} />
      <Points title={t('cannotTitle')} lead={t('cannotLead')} points={limitsOf(contest).map((key) => t(key))} />
      <Note title={t('helpTitle')}>{t('helpBody')}</Note>
      <div className="cluster actions">
        <LinkButton look="line" href={actionHref}>
          {t('action')}
        </LinkButton>
      </div>
    </div>
  );
}

function Points({ title, lead, points }: { title: string; lead?: string; points: string[] }) {
  return (
    <section className="stack">
      <h2>{title}</h2>
      {lead && <p className="muted">{lead}</p>}
      <ul className="bullets">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
