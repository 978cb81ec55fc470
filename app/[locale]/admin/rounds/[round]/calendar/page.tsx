import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CalendarForm } from '@/components/admin/calendar-form';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { PageHead } from '@/components/ui/page-head';
import { getCity } from '@/lib/rounds/queries';
import { PHASE_KINDS } from '@/lib/rounds/schema';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { localText } from '@/lib/zoned-time';
import { setCalendarAction } from '../../actions';
import { requireRound } from '../round';

type Props = { params: Promise<{ round: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.calendar'))('title') };
}

export default async function CalendarPage({ params }: Props) {
  const { id, slug, name, phases } = await requireRound(params);
  const t = await getTranslations('Admin');
  const { timeZone } = await getCity(deps());
  const initial = phases.flatMap(({ kind, startsAt, endsAt }) => [
    [`${kind}-startsAt`, localText(startsAt, timeZone)],
    [`${kind}-endsAt`, localText(endsAt, timeZone)],
  ]);
  return (
    <Main narrow>
      <BackLink href={`/admin/rounds/${slug}`} label={t('round.toRound', { round: name })} />
      <PageHead title={t('calendar.title')} lead={t('calendar.lead')} />
      <CalendarForm
        action={setCalendarAction.bind(null, { id, slug })}
        kinds={PHASE_KINDS}
        initial={Object.fromEntries(initial)}
        timeZone={timeZone}
      />
    </Main>
  );
}
