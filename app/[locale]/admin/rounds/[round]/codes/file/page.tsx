import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CodesElsewhere } from '@/components/admin/codes/codes-elsewhere';
import { KeysFileForm } from '@/components/admin/codes/keys-file-form';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { rollFigures } from '@/lib/people/roll';
import { isRollFrozen } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { requireRound } from '../../round';

type Props = { params: Promise<{ round: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.keysFile'))('title') };
}

export default async function KeysFilePage({ params }: Props) {
  const { id, slug } = await requireRound(params);
  const t = await getTranslations('Admin');
  const [{ people, withCode }, frozen] = await Promise.all([rollFigures(deps(), id), isRollFrozen(deps(), id)]);
  const codes = `/admin/rounds/${slug}/codes`;
  return (
    <Main narrow>
      <BackLink href={codes} label={t('codes.title')} />
      <PageHead title={t('keysFile.title')} lead={t('keysFile.lead')} />
      {frozen && <Note title={t('roll.frozenTitle')}>{t('roll.frozenBody')}</Note>}
      {!frozen && people === 0 && <Note title={t('codes.nobody')} />}
      {!frozen && people > 0 && (
        <div className="stack-loose">
          <CodesElsewhere roundId={id} roundSlug={slug} missing={people - withCode} />
          <section className="stack" aria-labelledby="hand-in">
            <h2 id="hand-in">{t('codes.step3')}</h2>
            <noscript>
              <Note tone="warn" title={t('keysFile.needsScript')} />
            </noscript>
            <KeysFileForm roundId={id} roundHref={`/admin/rounds/${slug}`} missing={people - withCode} />
          </section>
        </div>
      )}
    </Main>
  );
}
