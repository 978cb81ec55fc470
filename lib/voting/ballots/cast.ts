import { sha256Hex } from '@/lib/crypto/hash';
import { type BallotErrorCode, checkBallot } from '@/lib/protocol/ballot';
import { type SignedReceipt, signReceipt } from '@/lib/protocol/board';
import { err, ok, type Result } from '@/lib/result';
import { type ChainRow, lockChain } from './chain';
import { isOpened } from './challenge';
import { getOpenElection, type RunningElection } from './elections';
import { enterOpen } from './gate';
import type { BoardDeps, BoardTx } from './side';
import { requireBoardKey } from './signing-key';

export type CastError =
  | { code: 'not_found' }
  | { code: 'contest_closed' }
  /** `ciphertext_used`: a ballot with these very numbers was cast before, by whomever. */
  | { code: 'ballot_refused'; reason: BallotErrorCode | 'ciphertext_used' }
  | { code: 'unknown_credential' }
  | { code: 'credential_superseded' }
  | { code: 'ballot_opened' }
  | { code: 'too_many_ballots' }
  | { code: 'idempotency_conflict' };

export type CastCommand = { contestId: string; idempotencyKey: string; text: string };
/** Prisma's code for a broken unique constraint. */
const UNIQUE_CLASH = 'P2002';
/** Far beyond changing one's mind: nobody can fill the board, which everybody who verifies has to read, alone. */
const MOST_BALLOTS_OF_A_SLOT = 300;

type Channel = 'web' | 'booth' | 'paper';
type StoredBallot = { hash: string; includedBy: string };

/**
 * Accepts one ballot: checks it, stores it, and only after the commit answers with a signed receipt. The same key and
 * body always give the same receipt, so a lost answer is mended by asking again. Nothing else than the ballot's own
 * signature authorises it.
 */
export async function castBallot(
  deps: BoardDeps,
  channel: Channel,
  command: CastCommand,
): Promise<Result<SignedReceipt, CastError>> {
  const election = await getOpenElection(deps, command.contestId);
  if (!election) return err({ code: 'not_found' });
  const checked = checkBallot(election.keys, command.text);
  if (!checked.ok) return err({ code: 'ballot_refused', reason: checked.code });
  const { hash, credential, tracker, alpha, beta } = checked;
  const ciphertext = sha256Hex(`${alpha},${beta}`);
  const stored = await storeOnce(deps, election, { ...command, hash, ciphertext, credential, channel });
  if (!stored.ok) return stored;
  requireBoardKey(deps, election.boardKey);
  return ok(
    signReceipt(
      { electionFingerprint: election.fingerprint, tracker, includedBy: stored.value.includedBy },
      deps.signingKey,
    ),
  );
}

async function storeOnce(
  deps: BoardDeps,
  election: RunningElection,
  ballot: Accepted,
): Promise<Result<StoredBallot, CastError>> {
  const attempt = async (tx: BoardTx) => {
    const repeated = await findRepeat(tx, election.id, ballot.idempotencyKey, ballot.hash);
    if (repeated) return repeated;
    const open = await enterOpen(tx, election, deps.now());
    return open.ok ? store(deps, tx, election, ballot) : open;
  };
  try {
    return await deps.db.$transaction(attempt, { timeout: 30_000, maxWait: 20_000 });
  } catch (error) {
    // A ballot of another voter took this idempotency key or ciphertext while ours was being stored: no lock is shared
    // by the two.
    if ((error as { code?: string }).code !== UNIQUE_CLASH) throw error;
    const repeated = await findRepeat(deps.db, election.id, ballot.idempotencyKey, ballot.hash);
    if (repeated) return repeated;
    if (await isUsed(deps.db, election.id, ballot.ciphertext)) return CIPHERTEXT_USED;
    throw error;
  }
}

/** A retry (double click, lost answer) finds what its first attempt stored; the same key with another body is refused. */
async function findRepeat(
  tx: BoardTx,
  electionId: string,
  idempotencyKey: string,
  hash: string,
): Promise<Result<StoredBallot, CastError> | null> {
  const select = { hash: true, includedBy: true };
  const byKey = await tx.ballot.findUnique({
    where: { electionId_idempotencyKey: { electionId, idempotencyKey } },
    select,
  });
  if (byKey) return byKey.hash === hash ? ok(byKey) : err({ code: 'idempotency_conflict' });
  const byHash = await tx.ballot.findUnique({ where: { electionId_hash: { electionId, hash } }, select });
  return byHash && ok(byHash);
}

const CIPHERTEXT_USED = err({ code: 'ballot_refused', reason: 'ciphertext_used' } as const);

/**
 * Whether a ballot with this ciphertext was cast. Whoever knows the numbers behind a ciphertext can sign it again, or
 * under another key; an archive that holds it twice is refused by everybody who verifies, so one voter could stop a count.
 */
async function isUsed(tx: BoardTx, electionId: string, ciphertext: string): Promise<boolean> {
  const where = { electionId_ciphertext: { electionId, ciphertext } };
  return (await tx.ballot.findUnique({ where, select: { hash: true } })) !== null;
}

/** `ciphertext`: SHA-256 of the texts of alpha and beta, a comma between them. */
type Accepted = CastCommand & { hash: string; ciphertext: string; credential: string; channel: Channel };

async function store(
  deps: BoardDeps,
  tx: BoardTx,
  election: RunningElection,
  ballot: Accepted,
): Promise<Result<StoredBallot, CastError>> {
  const { id: electionId, includedBy } = election;
  const { hash, ciphertext, text, channel, idempotencyKey, credential: credentialKey } = ballot;
  const chain = await lockChain(tx, electionId, credentialKey);
  const own = chain.find((row) => row.public_key === credentialKey);
  if (!own) return err({ code: 'unknown_credential' });
  if (own.state === 'superseded') return err({ code: 'credential_superseded' });
  // A simultaneous copy may have been stored while this one waited for the lock.
  const repeated = await findRepeat(tx, electionId, idempotencyKey, hash);
  if (repeated) return repeated;
  if (await isOpened(tx, electionId, credentialKey, hash)) return err({ code: 'ballot_opened' });
  if (await isUsed(tx, electionId, ciphertext)) return CIPHERTEXT_USED;
  const cast = await countCast(tx, electionId, chain);
  if (channel === 'web' && cast.total >= MOST_BALLOTS_OF_A_SLOT) return err({ code: 'too_many_ballots' });
  await tx.ballot.create({
    data: {
      electionId,
      hash,
      ciphertext,
      credentialKey,
      sequence: (cast.byKey.get(credentialKey) ?? 0) + 1,
      channel,
      text,
      idempotencyKey,
      includedBy,
    },
  });
  if (own.state === 'registered') await makeLive(deps, tx, electionId, chain, credentialKey);
  return ok({ hash, includedBy });
}

/** How many ballots the keys of a slot have cast. Within a key they are numbered 1, 2, 3 … */
async function countCast(tx: BoardTx, electionId: string, chain: ChainRow[]) {
  const rows = await tx.$queryRaw<{ credential_key: string; last: number }[]>`
    select credential_key, max(sequence) as last from board.ballot
    where election_id = ${electionId} and credential_key = any(${chain.map((row) => row.public_key)}::text[])
    group by credential_key`;
  const byKey = new Map(rows.map(({ credential_key: key, last }) => [key, last]));
  return { byKey, total: rows.reduce((sum, { last }) => sum + last, 0) };
}

/** A key takes over its slot with its first accepted ballot, never before; the key that it replaces is revoked. */
async function makeLive(
  deps: BoardDeps,
  tx: BoardTx,
  electionId: string,
  chain: ChainRow[],
  publicKey: string,
): Promise<void> {
  await tx.credential.update({
    where: { electionId_publicKey: { electionId, publicKey } },
    data: { state: 'live' },
  });
  for (const { public_key: key } of chain.filter((row) => row.state === 'live')) {
    const revocationSalt = Buffer.from(deps.random(32)).toString('hex');
    await tx.credential.update({
      where: { electionId_publicKey: { electionId, publicKey: key } },
      data: { state: 'superseded', revocationSalt },
    });
  }
}
