import { createHash, randomBytes } from 'node:crypto';
import { PrismaAdapter } from '@auth/prisma-adapter';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { getServerSession, type NextAuthOptions } from 'next-auth';
import type { Adapter } from 'next-auth/adapters';
import EmailProvider from 'next-auth/providers/email';
import type { Actor } from './audit';
import { db, type Tx } from './db';
import { environment } from './env';
import type { Role } from './generated/prisma/enums';
import { log } from './log';
import { isSameOrigin } from './request';

const SESSION_SECONDS = 12 * 60 * 60;
const LINK_SECONDS = 30 * 60;

/** Ours and those that next-auth makes; anything else is not looked up. */
const TOKEN = /^[0-9a-f-]{36,64}$/;

const isSecure = () => environment().NEXTAUTH_URL.startsWith('https://');
const cookieName = () => `${isSecure() ? '__Secure-' : ''}next-auth.session-token`;
const hashToken = (token: string) =>
  createHash('sha256').update(`${token}${environment().NEXTAUTH_SECRET}`).digest('hex');

/** next-auth with database sessions. Links are made by `createSignInLink`; its own e-mail route makes none (flooding). */
export const authOptions = (): NextAuthOptions => ({
  adapter: PrismaAdapter(db() as never) as Adapter,
  secret: environment().NEXTAUTH_SECRET,
  session: { strategy: 'database', maxAge: SESSION_SECONDS },
  // Without a language: the proxy sends everybody on to their own.
  pages: { signIn: '/staff', error: '/staff/expired' },
  providers: [
    EmailProvider({ server: 'smtp://unused.invalid', from: 'unused@invalid', sendVerificationRequest: async () => {} }),
  ],
  // Its own logger prints whole errors, and what a hostile cookie holds.
  logger: { error: (code) => log.error({ code }, 'next-auth'), warn: () => {}, debug: () => {} },
  callbacks: { signIn: ({ email }) => !email?.verificationRequest },
});

export type CurrentUser = { id: string; name: string | null; email: string | null; roles: Role[] };

/** The signed-in person with their roles, read fresh from the database; null when nobody is signed in. */
export async function currentUser(): Promise<CurrentUser | null> {
  const token = (await cookies()).get(cookieName())?.value;
  if (!token || !TOKEN.test(token)) return null;
  if (!(await getServerSession(authOptions()))) return null;
  const session = await db().session.findUnique({
    where: { sessionToken: token },
    select: { user: { select: { id: true, name: true, email: true, roles: { select: { role: true } } } } },
  });
  return session && { ...session.user, roles: session.user.roles.map((grant) => grant.role) };
}

/** The signed-in person holding `role`. Everyone else gets the same 404 as for a missing page (SEC-10). */
export async function requireRole(role: Role): Promise<CurrentUser> {
  const user = await currentUser();
  if (!user?.roles.includes(role)) notFound();
  return user;
}

/** Who acts on a request to an administrator's route: signed in, holding the role, and asked by our own page (CSRF). */
export async function actingAdministrator(request: Request): Promise<Actor | null> {
  const user = isSameOrigin(request) ? await currentUser() : null;
  return user?.roles.includes('administrator') ? { id: user.id, role: 'administrator' } : null;
}

/** A one-time, 30-minute sign-in link's query, stored hashed as next-auth expects it. */
export async function createSignInLink(email: string, now: Date): Promise<URLSearchParams> {
  const token = randomBytes(32).toString('hex');
  const expires = new Date(now.getTime() + LINK_SECONDS * 1000);
  await db().verificationToken.create({ data: { identifier: email, token: hashToken(token), expires } });
  return new URLSearchParams({ token, email });
}

/** Under a domain of its own: next-auth's e-mail route, which makes accounts, cannot spend such a token. */
const hashVoterToken = (token: string) => hashToken(`voter|${token}`);

/** A one-time, 30-minute token that stands for `identifier`, stored hashed. */
export async function createVoterToken(identifier: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString('hex');
  const expires = new Date(now.getTime() + LINK_SECONDS * 1000);
  await db().verificationToken.create({ data: { identifier, token: hashVoterToken(token), expires } });
  return token;
}

/** What the token stood for, to exactly one of those who come with it in time; null to everybody else. */
export async function spendVoterToken(token: string, now: Date): Promise<string | null> {
  const where = { token: hashVoterToken(token) };
  const found = await db().verificationToken.findUnique({ where });
  if (!found) return null;
  const spent = await db().verificationToken.deleteMany({ where });
  return spent.count === 1 && found.expires >= now ? found.identifier : null;
}

/** Inserts a session row. next-auth's credentials provider could only make cookies that nobody can revoke. */
export async function createSession(tx: Tx, userId: string, now: Date): Promise<{ token: string; expires: Date }> {
  const token = randomBytes(32).toString('hex');
  const expires = new Date(now.getTime() + SESSION_SECONDS * 1000);
  await tx.session.create({ data: { sessionToken: token, userId, expires } });
  return { token, expires };
}

/** Hands the browser its new session. The one that it had before ends on the server too. */
export async function setSessionCookie(session: { token: string; expires: Date }): Promise<void> {
  const { token, expires } = session;
  const jar = await cookies();
  const before = jar.get(cookieName())?.value;
  if (before) await db().session.deleteMany({ where: { sessionToken: before } });
  jar.set(cookieName(), token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
    expires,
  });
}

/** Ends the session on the server, not only on the device. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(cookieName())?.value;
  if (token) await db().session.deleteMany({ where: { sessionToken: token } });
  jar.delete(cookieName());
}
