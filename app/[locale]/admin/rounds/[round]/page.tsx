import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Calendar } from '@/components/admin/calendar';
import { EnvelopeList } from '@/components/admin/envelope-list';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { StatList } from '@/components/ui/stat';
import { formatCount, formatShare } from '@/lib/format';
import { rollFigures } from '@/lib/people/roll';
import { getCity, isRollFrozen } from '@/lib/rounds/queries';
import { deps } from '@/lib/server/deps';
import { requireRound } from './round';

type Props = { params: Promise<{ round: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireRound(params)).name };
}

export default async function RoundPage({ params }: Props) {
  const round = await requireRound(params);
  const t = await getTranslations('Admin.round');
  const { timeZone, currency, currencyExponent } = await getCity(deps());
  const here = `/admin/rounds/${round.slug}`;
  const addEnvelope = (look: 'spark' | 'line') => (
    <LinkButton look={look} icon="plus" href={`${here}/envelopes/new`}>
      {t('addEnvelope')}
    </LinkButton>
  );
  return (
    <Main>
      <BackLink href="/admin/rounds" label={t('back')} />
      <PageHead title={round.name} />
      <section className="stack">
        <div className="cluster cluster-apart">
          <h2>{t('calendar')}</h2>
          <LinkButton look="line" size="small" icon="calendar" href={`${here}/calendar`}>
            {t('setCalendar')}
          </LinkButton>
        </div>
        <Calendar phases={round.phases} now={deps().now()} timeZone={timeZone} />
      </section>
      <section className="stack">
        <h2>{t('money')}</h2>
        <p className="muted">{t('moneyLead')}</p>
        {round.envelopes.length === 0 ? (
          <EmptyState sentence={t('noEnvelopes')} action={addEnvelope('spark')} />
        ) : (
          <>
            <EnvelopeList
              roundHref={here}
              envelopes={round.envelopes}
              money={{ currency, exponent: currencyExponent }}
              timeZone={timeZone}
            />
            <p>{addEnvelope('line')}</p>
          </>
        )}
      </section>
      <People roundId={round.id} here={here} />
    </Main>
  );
}

async function People({ roundId, here }: { roundId: string; here: string }) {
  const t = await getTranslations('Admin.round');
  const locale = await getLocale();
  const [{ people, withCode }, frozen] = await Promise.all([
    rollFigures(deps(), roundId),
    isRollFrozen(deps(), roundId),
  ]);
  const share = formatShare(people > 0 ? withCode / people : 0, locale);
  return (
    <section className="stack">
      <h2>{t('people')}</h2>
      <StatList
        stats={[
          { label: t('onRoll'), value: formatCount(people, locale), compare: t('onRollCompare') },
          { label: t('withCode'), value: formatCount(withCode, locale), compare: t('withCodeCompare', { share }) },
        ]}
      />
      {frozen ? (
        <Note title={t('frozen')} />
      ) : (
        <div className="cluster actions">
          <LinkButton look="line" icon="upload" href={`${here}/roll`}>
            {t('toRoll')}
          </LinkButton>
          <LinkButton look="line" icon="key" href={`${here}/codes`}>
            {t('toCodes')}
          </LinkButton>
        </div>
      )}
    </section>
  );
}
