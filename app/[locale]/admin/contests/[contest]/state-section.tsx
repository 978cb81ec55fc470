import { getLocale, getTranslations } from 'next-intl/server';
import { CountSteps } from '@/components/admin/count-steps';
import { ObstacleText } from '@/components/admin/obstacle-text';
import { CloseVoting, OpenVoting } from '@/components/admin/open-close';
import { LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { StatList } from '@/components/ui/stat';
import { formatCount, formatDateTime, formatShare } from '@/lib/format';
import { type City, type ContestView, turnoutOf } from '@/lib/rounds/queries';
import { deps } from '@/lib/server/deps';
import { getTallyState } from '@/lib/tally/queries';
import { countWithoutEmail, openingObstacles } from '@/lib/voting/service';
import { closeContestAction, countNowAction, openContestAction } from './actions';

type Props = { contest: ContestView; city: City };

/** Where the contest stands and the one thing to do next. */
export async function StateSection({ contest, city }: Props) {
  if (contest.status === 'draft') return <Draft contest={contest} city={city} />;
  return (
    <div className="stack-loose min-w-0">
      <Turnout contest={contest} />
      {contest.status === 'open' && <WithoutEmail contest={contest} />}
      {contest.status === 'open' && <Open contest={contest} city={city} />}
      <Count contest={contest} />
    </div>
  );
}

async function whenCloses({ contest, city }: Props): Promise<string> {
  const locale = await getLocale();
  return contest.closesAt ? formatDateTime(contest.closesAt, { locale, timeZone: city.timeZone, year: true }) : '';
}

async function Draft({ contest, city }: Props) {
  const t = await getTranslations('Admin.contest');
  const obstacles = (await openingObstacles(deps(), contest.id)) ?? [];
  const codes = new Set(obstacles.map(({ code }) => code));
  const round = `/admin/rounds/${contest.round.slug}`;
  return (
    <section className="stack min-w-0" aria-labelledby="before">
      <h2 id="before">{t('before')}</h2>
      {obstacles.length === 0 ? (
        <Note tone="ok" title={t('readyTitle')}>
          {t('readyBody')}
        </Note>
      ) : (
        <ul className="bullets">
          {obstacles.map((obstacle) => (
            <li key={JSON.stringify(obstacle)}>
              <ObstacleText obstacle={obstacle} />
            </li>
          ))}
        </ul>
      )}
      <WithoutEmail contest={contest} />
      <div className="cluster actions">
        <OpenVoting
          name={contest.name}
          closes={await whenCloses({ contest, city })}
          isReady={obstacles.length === 0}
          action={openContestAction.bind(null, contest.id)}
        />
        {codes.has('empty_roll') && (
          <LinkButton look="line" href={`${round}/roll`}>
            {t('toRoll')}
          </LinkButton>
        )}
        {codes.has('people_without_code') && (
          <LinkButton look="line" href={`${round}/codes`}>
            {t('toCodes')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}

/** Whom a contest without codes leaves out. */
async function WithoutEmail({ contest }: { contest: ContestView }) {
  const figures = contest.entitlement === 'vouched' ? await countWithoutEmail(deps(), contest.id) : null;
  if (!figures || figures.without === 0) return null;
  const t = await getTranslations('Admin.contest');
  return (
    <Note tone="warn" title={t('withoutEmail', figures)}>
      {t(contest.status === 'draft' ? 'withoutEmailBody' : 'withoutEmailOpen')}
    </Note>
  );
}

async function Turnout({ contest }: { contest: ContestView }) {
  const t = await getTranslations('Admin.contest');
  const locale = await getLocale();
  const { slots, voters } = (await turnoutOf(deps(), [contest.id])).get(contest.id) ?? { slots: 0, voters: 0 };
  const share = formatShare(slots > 0 ? voters / slots : 0, locale);
  return (
    <StatList
      stats={[
        {
          label: t('voted'),
          value: formatCount(voters, locale),
          compare: t('votedCompare', { share, people: slots }),
        },
      ]}
    />
  );
}

async function Open({ contest, city }: Props) {
  return (
    <CloseVoting
      name={contest.name}
      closes={await whenCloses({ contest, city })}
      action={closeContestAction.bind(null, contest.id)}
    />
  );
}

async function Count({ contest }: { contest: ContestView }) {
  const state = await getTallyState(deps(), contest.id);
  return state && <CountSteps state={state} countNow={countNowAction.bind(null, contest.id)} />;
}
