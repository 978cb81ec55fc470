'use server';

import { after } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from '@/i18n/navigation';
import { LinkInput } from '@/lib/people/schema';
import { requestLink } from '@/lib/people/sign-in';
import { signOut } from '@/lib/server/auth';
import { clientAddress } from '@/lib/server/client-address';
import { deps } from '@/lib/server/deps';
import { staffPage } from './addresses';
import { mailLocale } from './mail-locale';

export type LinkState =
  | { kind: 'sent'; email: string }
  | { kind: 'bad_email'; email: string }
  | { kind: 'too_many'; email: string; minutes: number }
  | null;

export async function requestLinkAction(_state: LinkState, data: FormData): Promise<LinkState> {
  const typed = String(data.get('email') ?? '').trim();
  const input = LinkInput.safeParse({ email: typed });
  if (!input.success) return { kind: 'bad_email', email: typed };
  const page = await getLocale();
  const write = async (query: URLSearchParams, preferred: string | null) => {
    const locale = mailLocale(preferred, page);
    const t = await getTranslations({ locale, namespace: 'Staff.mail' });
    return { subject: t('subject'), body: t('body', { url: staffPage(locale, `/staff/enter?${query}`) }) };
  };
  const asked = await requestLink(deps(), await clientAddress(), input.data.email, write, after);
  if (asked.ok) return { kind: 'sent', email: input.data.email };
  if (asked.error.code !== 'too_many_attempts') return { kind: 'bad_email', email: typed };
  return { kind: 'too_many', email: typed, minutes: Math.ceil(asked.error.retryAfterSeconds / 60) };
}

export async function signOutAction(): Promise<void> {
  await signOut();
  redirect({ href: '/staff', locale: await getLocale() });
}
