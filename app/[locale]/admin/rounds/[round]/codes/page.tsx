import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { CodeMaker } from '@/components/admin/codes/code-maker';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { rollFigures } from '@/lib/people/roll';
import { isRollFrozen } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { staffPage } from '../../../../staff/addresses';
import { requireRound } from '../round';

type Props = { params: Promise<{ round: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.codes'))('title') };
}

export default async function CodesPage({ params }: Props) {
  const { id, slug, name } = await requireRound(params);
  const t = await getTranslations('Admin');
  const [{ people, withCode }, frozen] = await Promise.all([rollFigures(deps(), id), isRollFrozen(deps(), id)]);
  return (
    <Main narrow>
      <BackLink href={`/admin/rounds/${slug}`} label={t('round.toRound', { round: name })} />
      <PageHead title={t('codes.title')} lead={t('codes.lead')} />
      {frozen && <Note title={t('roll.frozenTitle')}>{t('roll.frozenBody')}</Note>}
      {!frozen && people === 0 && <Note title={t('codes.nobody')} />}
      <noscript>
        <Note tone="warn" title={t('codes.needsScript')} />
      </noscript>
      {/* Stays mounted when the last key is in, so that what was just done can still be read. */}
      {!frozen && people > 0 && (
        <CodeMaker
          roundId={id}
          roundSlug={slug}
          roundName={name}
          missing={people - withCode}
          address={staffPage(await getLocale(), '/vote')}
        />
      )}
      {!frozen && people > 0 && (
        <section className="stack" aria-labelledby="elsewhere">
          <h2 id="elsewhere">{t('codes.elsewhere')}</h2>
          <p>{t('codes.elsewhereBody')}</p>
          <p>
            <LinkButton look="line" icon="upload" href={`/admin/rounds/${slug}/codes/file`}>
              {t('codes.toFile')}
            </LinkButton>
          </p>
        </section>
      )}
    </Main>
  );
}
