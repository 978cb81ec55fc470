import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { RollImport } from '@/components/admin/roll-import';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { StatList } from '@/components/ui/stat';
import { formatCount } from '@/lib/format';
import { rollFigures } from '@/lib/people/roll';
import { isRollFrozen, listPurposes } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { requireRound } from '../round';

type Props = { params: Promise<{ round: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.roll'))('title') };
}

export default async function RollPage({ params }: Props) {
  const { id, slug, name } = await requireRound(params);
  const t = await getTranslations('Admin');
  const locale = await getLocale();
  const [{ people, withCode }, frozen, { areas }] = await Promise.all([
    rollFigures(deps(), id),
    isRollFrozen(deps(), id),
    listPurposes(deps()),
  ]);
  return (
    <Main narrow>
      <BackLink href={`/admin/rounds/${slug}`} label={t('round.toRound', { round: name })} />
      <PageHead title={t('roll.title')} lead={t('roll.lead', { round: name })} />
      <div className="stack-loose">
        <StatList
          stats={[
            { label: t('roll.onRoll'), value: formatCount(people, locale), compare: t('roll.onRollCompare') },
            {
              label: t('roll.withCode'),
              value: formatCount(withCode, locale),
              compare: t('roll.withCodeCompare', { count: people - withCode }),
            },
          ]}
        />
        {frozen ? (
          <Note title={t('roll.frozenTitle')}>{t('roll.frozenBody')}</Note>
        ) : (
          <RollImport roundId={id} areas={areas.map((area) => area.slug)} codesHref={`/admin/rounds/${slug}/codes`} />
        )}
      </div>
    </Main>
  );
}
