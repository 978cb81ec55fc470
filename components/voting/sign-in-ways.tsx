import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { PageHead } from '@/components/ui/page-head';
import { Link } from '@/i18n/navigation';
import type { VotingRound } from '@/lib/voting/queries';
import { EmailForm, type EmailFormProps } from './email-form';
import { SignInForm } from './sign-in-form';

type Way = VotingRound['ways'][number];

export interface SignInWaysProps extends Pick<EmailFormProps, 'hasOutbox'> {
  rounds: VotingRound[];
  /** The contest on the way to which somebody is; its way comes first. */
  contest: { round: string; entitlement: Way } | null;
  next: string;
  signIn: ComponentProps<typeof SignInForm>['signIn'];
  requestLink: EmailFormProps['action'];
}

/** How to sign in to vote: with a code, or by e-mail where a contest allows it. */
export function SignInWays({ rounds, contest, next, signIn, requestLink, hasOutbox }: SignInWaysProps) {
  const t = useTranslations('SignIn');
  const roundsOf = (way: Way) => rounds.filter(({ ways }) => ways.includes(way));
  const asked = (['codes', 'vouched'] as const).filter((way) => roundsOf(way).length > 0);
  const first = asked.find((way) => way === contest?.entitlement) ?? asked[0] ?? 'codes';
  const second = asked.find((way) => way !== first);
  const form = (way: Way) => {
    const shared = { rounds: roundsOf(way), round: contest?.round };
    if (way === 'codes') return <SignInForm {...shared} next={next} signIn={signIn} />;
    return <EmailForm {...shared} action={requestLink} hasOutbox={hasOutbox} />;
  };
  return (
    <>
      <PageHead title={t('title')} lead={first === 'codes' ? t('lead') : t('email.lead')} />
      <div className="stack-loose">
        {form(first)}
        {second && (
          <Disclosure summary={second === 'codes' ? t('withCode') : t('withEmail')}>{form(second)}</Disclosure>
        )}
        <p className="small muted">
          {t('staff')} <Link href="/staff">{t('staffLink')}</Link>
        </p>
      </div>
    </>
  );
}
