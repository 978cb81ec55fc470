import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { LinkButton } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { currentUser } from '@/lib/server/auth';
import { signOutAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  if (!(await currentUser())) notFound();
  return { title: (await getTranslations('Staff.account'))('title') };
}

export default async function AccountPage() {
  const user = await currentUser();
  if (!user) notFound();
  const t = await getTranslations('Staff.account');
  return (
    <Main narrow>
      <PageHead title={t('title')} />
      <div className="stack-loose">
        <Facts
          lined
          facts={[
            { label: t('name'), value: user.name ?? t('noName') },
            { label: t('email'), value: <bdi>{user.email}</bdi> },
            { label: t('roles'), value: user.roles.map((role) => t(`role.${role}`)).join(', ') },
          ]}
        />
        <div className="cluster actions">
          {user.roles.includes('administrator') && (
            <LinkButton look="brand" href="/admin">
              {t('toAdmin')}
            </LinkButton>
          )}
          {user.roles.includes('trustee') && (
            <LinkButton look="brand" href="/trustee">
              {t('toTrustee')}
            </LinkButton>
          )}
          <form action={signOutAction}>
            <SubmitButton look="line" pendingLabel={t('signingOut')}>
              {t('signOut')}
            </SubmitButton>
          </form>
        </div>
        <p className="hint">{t('signOutHint')}</p>
      </div>
    </Main>
  );
}
