import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { signInMessage, verifyMessage } from '@/lib/protocol/registration';
import { err, ok, type Result } from '@/lib/result';
import { createSession, createSignInLink } from '@/lib/server/auth';
import type { Tx } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { environment } from '@/lib/server/env';
import { type MailText, sendMail } from '@/lib/server/mail';
import { countFailure, type LimitKey, secondsToWait } from '@/lib/server/rate-limit';
import type { CodeSignInCommand } from './schema';

export type SignInError = { code: 'too_many_attempts'; retryAfterSeconds: number } | { code: 'wrong_code' };
const CHALLENGE_MS = 5 * 60 * 1000;

/** Bytes of expiry (Unix milliseconds), of chance, and of the HMAC-SHA-256 over both. */
const NONCE = { expiry: 6, chance: 10, mac: 16 };

function seal(head: Buffer): Buffer {
  const mac = createHmac('sha256', environment().NEXTAUTH_SECRET).update('sign-in challenge|').update(head).digest();
  return mac.subarray(0, NONCE.mac);
}

/**
 * A nonce for one sign-in within five minutes, 64 hex digits. It says itself until when it holds and that it is ours, so
 * asking for one stores nothing: nobody can fill the database without holding a key.
 */
export function createChallenge(deps: Pick<Deps, 'now'>): string {
  const head = Buffer.alloc(NONCE.expiry + NONCE.chance);
  head.writeUIntBE(deps.now().getTime() + CHALLENGE_MS, 0, NONCE.expiry);
  randomBytes(NONCE.chance).copy(head, NONCE.expiry);
  return Buffer.concat([head, seal(head)]).toString('hex');
}

/** Spends a nonce: of two simultaneous requests with the same one (replay, double click) exactly one gets true. */
async function spendChallenge(deps: Deps, nonce: string): Promise<boolean> {
  const bytes = Buffer.from(nonce, 'hex');
  const head = bytes.subarray(0, NONCE.expiry + NONCE.chance);
  const mac = bytes.subarray(head.length);
  if (mac.length !== NONCE.mac || !timingSafeEqual(mac, seal(head))) return false;
  const expires = new Date(head.readUIntBE(0, NONCE.expiry));
  const now = deps.now();
  if (expires < now) return false;
  await deps.db.signInChallenge.deleteMany({ where: { expires: { lt: now } } });
  const spent = await deps.db.signInChallenge.createMany({ data: [{ nonce, expires }], skipDuplicates: true });
  return spent.count === 1;
}

/** The account behind a roll entry, made at the first sign-in. Two first sign-ins at once end with one account. */
export async function accountOf(tx: Tx, entry: { id: string; user_id: string | null }): Promise<string> {
  if (entry.user_id) return entry.user_id;
  const { id } = await tx.user.create({ data: { roles: { create: { role: 'resident' } } }, select: { id: true } });
  await tx.rollEntry.update({ where: { id: entry.id }, data: { userId: id } });
  return id;
}

async function accountOfKey(tx: Tx, roundId: string, registrationKey: string): Promise<string | null> {
  const [entry] = await tx.$queryRaw<{ id: string; user_id: string | null }[]>`
    select id, user_id from people.roll_entry
    where round_id = ${roundId} and registration_key = ${registrationKey} for update`;
  return entry ? accountOf(tx, entry) : null;
}

/**
 * Signs a resident in who proves to hold a voting code, without the code leaving the device: the key derived from it
 * signs this server's nonce. Only failures count against the limits.
 */
export async function signInWithCode(
  deps: Deps,
  address: string,
  command: CodeSignInCommand,
): Promise<Result<{ token: string; expires: Date }, SignInError>> {
  const { roundId, publicKey, nonce, signature } = command;
  const keys: LimitKey[] = [
    ['code-account', publicKey],
    ['code-address', address],
  ];
  const retryAfterSeconds = await secondsToWait(keys);
  if (retryAfterSeconds > 0) return err({ code: 'too_many_attempts', retryAfterSeconds });
  const isProven =
    verifyMessage(publicKey, signInMessage(roundId, publicKey, nonce), signature) &&
    (await spendChallenge(deps, nonce));
  const session =
    isProven &&
    (await deps.db.$transaction(async (tx) => {
      const userId = await accountOfKey(tx, roundId, publicKey);
      return userId ? createSession(tx, userId, deps.now()) : null;
    }));
  if (session) return ok(session);
  await countFailure(keys);
  return err({ code: 'wrong_code' });
}

/**
 * Sends a sign-in link to a known member of staff. The answer is the same for an unknown address, and so is the time it
 * takes, because the mail is sent after it (`defer`): nobody learns who works here. Every request counts, because each
 * one sends mail. `write` words the mail in the person's language.
 */
export async function requestLink(
  deps: Deps,
  address: string,
  email: string,
  write: (query: URLSearchParams, locale: string | null) => Promise<Omit<MailText, 'recipient'>>,
  defer: (send: () => Promise<void>) => void,
): Promise<Result<null, SignInError>> {
  const keys: LimitKey[] = [
    ['link-account', email],
    ['link-address', address],
  ];
  const retryAfterSeconds = await secondsToWait(keys);
  if (retryAfterSeconds > 0) return err({ code: 'too_many_attempts', retryAfterSeconds });
  await countFailure(keys);
  // One question whose answer takes as long for everybody; what only staff need is asked after the answer.
  const grants = await deps.db.roleGrant.count({
    where: { user: { email }, role: { in: ['administrator', 'trustee'] } },
  });
  if (grants > 0) {
    defer(async () => {
      const user = await deps.db.user.findUnique({ where: { email }, select: { locale: true } });
      const query = await createSignInLink(email, deps.now());
      await sendMail(deps.db, { recipient: email, ...(await write(query, user?.locale ?? null)) });
    });
  }
  return ok(null);
}
