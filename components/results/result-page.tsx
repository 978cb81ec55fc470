import { useLocale, useTranslations } from 'next-intl';
import { BackLink } from '@/components/ui/breadcrumb';
import { Tag } from '@/components/ui/tag';
import { formatShare } from '@/lib/format';
import type { ContestHeading, CountedResult } from '@/lib/results/queries';
import { CheckYourself } from './check-yourself';
import { Checks } from './checks';
import { Method } from './method';
import { MoneyBar } from './money-bar';
import { ChosenProjects, OtherProjects } from './project-rows';
import { Sources } from './sources';
import { Turnout } from './turnout';

/** The whole result of a counted contest, readable without a script. */
export function ResultPage({ contest, result }: { contest: ContestHeading; result: CountedResult }) {
  const t = useTranslations('Results');
  const { view, checks } = result;
  return (
    <>
      <BackLink label={t('back')} href="/results" />
      <Headline contest={contest} view={view} />
      <div className="mt-5">
        <MoneyBar view={view} />
      </div>
      <div className="with-side mt-6">
        <div className="stack-loose">
          <section className="stack" aria-labelledby="chosen">
            <h2 id="chosen">{t('chosen')}</h2>
            <ChosenProjects view={view} themes={contest.themes} />
          </section>
          {view.losers.length > 0 && (
            <section className="stack" aria-labelledby="others">
              <h2 id="others">{t('notChosen')}</h2>
              <OtherProjects view={view} themes={contest.themes} />
            </section>
          )}
        </div>
        <aside>
          <CheckYourself contest={contest} result={result} />
        </aside>
      </div>
      <div className="stack-loose mt-7">
        <Turnout view={view} />
        <Method view={view} />
        <Sources view={view} />
        <Checks names={checks} isVouched={view.entitlement === 'vouched'} />
      </div>
    </>
  );
}

function Headline({ contest, view }: { contest: ContestHeading; view: CountedResult['view'] }) {
  const t = useTranslations('Results');
  const locale = useLocale();
  const { people, valid } = view.turnout;
  const served = valid > 0 ? formatShare(view.served / people, locale) : 'none';
  return (
    <header className="stack-tight mt-4">
      <p>
        <Tag tone="ok" icon="tick">
          {t('final')}
        </Tag>
      </p>
      <h1>{t('headline', { contest: contest.name, count: view.winners.length })}</h1>
      <p className="lead">{t('lead', { people, served })}</p>
    </header>
  );
}
