import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { TrusteeShell } from '@/components/shell/trustee-shell';
import { CeremonySteps } from '@/components/trustee/ceremony-steps';
import { Explanations } from '@/components/trustee/explanations';
import { People } from '@/components/trustee/people';
import { Stage } from '@/components/trustee/stage';
import { currentStep } from '@/components/trustee/whose-turn';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { getCeremony } from '@/lib/tally/ceremonies';
import { ContestId } from '@/lib/voting/schema';
import { handInKey } from './actions';

type Props = { params: Promise<{ contest: string }> };

/** A contest of which somebody else is a trustee looks like one that does not exist (SEC-10). */
async function load({ params }: Props) {
  const user = await requireRole('trustee');
  const contestId = ContestId.safeParse((await params).contest);
  const ceremony = contestId.success ? await getCeremony(deps(), user.id, contestId.data) : null;
  return ceremony ? { user, ceremony } : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { ceremony } = await load(props);
  const t = await getTranslations('Trustee.steps');
  return { title: `${t(currentStep(ceremony))}, ${ceremony.contest.name}` };
}

export default async function CeremonyPage(props: Props) {
  const { user, ceremony } = await load(props);
  const t = await getTranslations('Trustee.nav');
  const { contest } = ceremony;
  const nav = [
    { href: `/trustee/${contest.id}`, label: t('step') },
    { href: '/trustee', label: t('all') },
  ];
  return (
    <TrusteeShell
      place={t('place', { contest: contest.name })}
      nav={nav}
      account={{ label: user.name ?? t('account'), href: '/staff/account' }}
    >
      <Main>
        <div className="with-rail">
          <div className="max-lg:hidden">
            <CeremonySteps ceremony={ceremony} />
          </div>
          <div className="stack-loose max-w-[46rem]">
            <div className="stack">
              <Stage ceremony={ceremony} handIn={handInKey.bind(null, contest.id)} />
            </div>
            <People ceremony={ceremony} />
            <Explanations step={currentStep(ceremony)} isShared={ceremony.state.threshold !== null} />
          </div>
        </div>
      </Main>
    </TrusteeShell>
  );
}
