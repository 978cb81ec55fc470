'use server';

import { getLocale } from 'next-intl/server';
import { redirect } from '@/i18n/navigation';
import { CodeSignInInput } from '@/lib/people/schema';
import { type SignInError, signInWithCode } from '@/lib/people/sign-in';
import { setSessionCookie, signOut } from '@/lib/server/auth';
import { clientAddress } from '@/lib/server/client-address';
import { deps } from '@/lib/server/deps';

export type SignInAnswer = { ok: true } | ({ ok: false } & SignInError);

/** Signs in whoever proves, with the signed nonce, to hold a code of the round. The code itself never comes here. */
export async function signIn(input: unknown): Promise<SignInAnswer> {
  const command = CodeSignInInput.safeParse(input);
  if (!command.success) return { ok: false, code: 'wrong_code' };
  const session = await signInWithCode(deps(), await clientAddress(), command.data);
  if (!session.ok) return { ok: false, ...session.error };
  await setSessionCookie(session.value);
  return { ok: true };
}

/** Ends the session. What the device keeps, its page clears before. */
export async function leave(): Promise<void> {
  await signOut();
  redirect({ href: '/', locale: await getLocale() });
}
