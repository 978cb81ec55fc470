import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { VoterToken } from '@/lib/people/schema';
import { CityShell } from '../../city-shell';
import { enter } from '../actions';
import { safePath } from '../safe-path';

type Props = { searchParams: Promise<{ token?: unknown; next?: unknown }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('SignIn.enter'))('title') };
}

/**
 * Where a resident's mailed link leads. It only shows a button: programs that open links to check them would otherwise
 * spend the one-time token before its owner comes.
 */
export default async function EnterPage({ searchParams }: Props) {
  const query = await searchParams;
  const token = VoterToken.safeParse(query.token);
  const next = safePath(query.next);
  const t = await getTranslations('SignIn.enter');
  return (
    <CityShell>
      <Main narrow>
        {token.success ? (
          <>
            <PageHead title={t('title')} lead={t('lead')} />
            <form action={enter.bind(null, token.data, next)} className="stack">
              <div className="actions cluster">
                <SubmitButton look="spark" pendingLabel={t('pending')}>
                  {t('button')}
                </SubmitButton>
              </div>
              <Note title={t('why')} />
            </form>
          </>
        ) : (
          <>
            <PageHead title={t('brokenTitle')} lead={t('brokenBody')} />
            <LinkButton look="spark" href={`/sign-in?next=${next}`}>
              {t('again')}
            </LinkButton>
          </>
        )}
      </Main>
    </CityShell>
  );
}
