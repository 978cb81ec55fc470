import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { NeedList } from '@/components/admin/need-list';
import { type TurnoutRow, TurnoutTable } from '@/components/admin/turnout-table';
import { Main } from '@/components/shell/main';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { formatCount, formatDateTime } from '@/lib/format';
import { rollFigures } from '@/lib/people/roll';
import { listNeeds } from '@/lib/rounds/needs';
import { getCity, listContests, listRounds, turnoutOf } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Shell.admin'))('today') };
}

async function turnoutRows(): Promise<TurnoutRow[]> {
  const opened = (await listContests(deps())).filter(({ status }) => status !== 'draft');
  const figures = await turnoutOf(
    deps(),
    opened.map(({ id }) => id),
  );
  return opened.map(({ id, ...contest }) => ({ ...contest, ...(figures.get(id) ?? { slots: 0, voters: 0 }) }));
}

export default async function AdminHomePage() {
  await requireRole('administrator');
  const t = await getTranslations('Admin.home');
  const locale = await getLocale();
  const { timeZone } = await getCity(deps());
  const [needs, rows] = await Promise.all([listNeeds(deps()), turnoutRows()]);
  const open = rows.filter(({ status }) => status === 'open').length;
  return (
    <Main>
      <PageHead
        eyebrow={formatDateTime(deps().now(), { locale, timeZone, year: true })}
        title={t('title', { open, count: needs.length })}
      />
      <div className="with-side">
        <section className="stack" aria-labelledby="needs">
          <h2 id="needs">
            {t('needs')} <span className="muted font-normal">({formatCount(needs.length, locale)})</span>
          </h2>
          {needs.length === 0 ? <p>{t('noNeeds')}</p> : <NeedList needs={needs} />}
        </section>
        <PeopleCard />
      </div>
      <section className="stack">
        <div className="cluster cluster-apart">
          <h2>{t('turnout')}</h2>
          <p className="small muted">{t('sealed')}</p>
        </div>
        {rows.length === 0 ? <p>{t('noTurnout')}</p> : <TurnoutTable rows={rows} timeZone={timeZone} />}
      </section>
    </Main>
  );
}

async function PeopleCard() {
  const t = await getTranslations('Admin.home');
  const locale = await getLocale();
  const rounds = await listRounds(deps());
  const rows = await Promise.all(rounds.map(async ({ id, name }) => ({ name, ...(await rollFigures(deps(), id)) })));
  if (rows.length === 0) return null;
  return (
    <Card as="aside" aria-labelledby="people">
      <h2 id="people" className="h3 mb-3">
        {t('people')}
      </h2>
      <Facts
        lined
        facts={rows.map(({ name, people, withCode }) => ({
          label: name,
          value: t('peopleFigures', { people, withCode: formatCount(withCode, locale) }),
        }))}
      />
    </Card>
  );
}
