'use server';

import { after } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from '@/i18n/navigation';
import { CodeSignInInput, VoterLinkInput, VoterToken } from '@/lib/people/schema';
import { type SignInError, signInWithCode } from '@/lib/people/sign-in';
import { requestVoterLink, signInWithLink } from '@/lib/people/voter-link';
import { setSessionCookie, signOut } from '@/lib/server/auth';
import { clientAddress } from '@/lib/server/client-address';
import { deps } from '@/lib/server/deps';
import { staffPage } from '../staff/addresses';
import { safePath } from './safe-path';

export type SignInAnswer = { ok: true } | ({ ok: false } & SignInError);
export type VoterLinkState =
  | { kind: 'sent' | 'bad_email'; email: string }
  | { kind: 'too_many'; email: string; minutes: number }
  | null;

/** Signs in whoever proves, with the signed nonce, to hold a code of the round. The code itself never comes here. */
export async function signIn(input: unknown): Promise<SignInAnswer> {
  const command = CodeSignInInput.safeParse(input);
  if (!command.success) return { ok: false, code: 'wrong_code' };
  const session = await signInWithCode(deps(), await clientAddress(), command.data);
  if (!session.ok) return { ok: false, ...session.error };
  await setSessionCookie(session.value);
  return { ok: true };
}

/** Mails a link to whoever is on the roll with this address; the answer is the same to everybody. */
export async function requestVoterLinkAction(
  next: string,
  _state: VoterLinkState,
  data: FormData,
): Promise<VoterLinkState> {
  const email = String(data.get('email') ?? '').trim();
  const input = VoterLinkInput.safeParse({ email, roundId: data.get('round') });
  if (!input.success) return { kind: 'bad_email', email };
  const locale = await getLocale();
  const write = async ({ token, round }: { token: string; round: string }) => {
    const t = await getTranslations({ locale, namespace: 'SignIn.mail' });
    const query = new URLSearchParams({ token, next: safePath(next) });
    return {
      subject: t('subject', { round }),
      body: t('body', { round, url: staffPage(locale, `/sign-in/enter?${query}`) }),
    };
  };
  const asked = await requestVoterLink(deps(), await clientAddress(), input.data, write, after);
  if (asked.ok) return { kind: 'sent', email };
  const minutes = asked.error.code === 'too_many_attempts' ? Math.ceil(asked.error.retryAfterSeconds / 60) : 1;
  return { kind: 'too_many', email, minutes };
}

/** Spends a link's token and goes on to the ballot. */
export async function enter(token: string, next: string): Promise<void> {
  const given = VoterToken.safeParse(token);
  const session = given.success ? await signInWithLink(deps(), given.data) : null;
  const locale = await getLocale();
  if (!session?.ok)
    return redirect({ href: { pathname: '/sign-in/expired', query: { next: safePath(next) } }, locale });
  await setSessionCookie(session.value);
  redirect({ href: safePath(next), locale });
}

/** Ends the session. What the device keeps, its page clears before. */
export async function leave(): Promise<void> {
  await signOut();
  redirect({ href: '/', locale: await getLocale() });
}
