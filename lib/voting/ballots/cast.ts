import { type BallotErrorCode, checkBallot } from '@/lib/protocol/ballot';
import { type SignedReceipt, signReceipt } from '@/lib/protocol/board';
import { err, ok, type Result } from '@/lib/result';
import { getOpenElection, type RunningElection } from './elections';
import type { BoardDeps, BoardTx } from './side';

export type CastError =
  | { code: 'not_found' }
  | { code: 'contest_closed' }
  | { code: 'ballot_refused'; reason: BallotErrorCode }
  | { code: 'unknown_credential' }
  | { code: 'credential_superseded' }
  | { code: 'idempotency_conflict' };

export type CastCommand = { contestId: string; idempotencyKey: string; text: string };
/** Prisma's code for a broken unique constraint. */
const UNIQUE_CLASH = 'P2002';

type Channel = 'web' | 'booth' | 'paper';
type ChainRow = { public_key: string; state: 'registered' | 'live' | 'superseded' };
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
  const { hash, credential, tracker } = checked;
  const stored = await storeOnce(deps, election, { ...command, hash, credential, channel });
  if (!stored.ok) return stored;
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
    const open = await lockOpen(tx, election, deps.now());
    return open.ok ? store(deps, tx, election, ballot) : open;
  };
  try {
    return await deps.db.$transaction(attempt, { timeout: 30_000, maxWait: 20_000 });
  } catch (error) {
    // A ballot of another voter took this idempotency key while ours was being stored: no lock is shared by the two.
    if ((error as { code?: string }).code !== UNIQUE_CLASH) throw error;
    const repeated = await findRepeat(deps.db, election.id, ballot.idempotencyKey, ballot.hash);
    if (!repeated) throw error;
    return repeated;
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

/** Shares the election's row with other casts; closing takes it alone, so nothing is acknowledged after the close. */
async function lockOpen(tx: BoardTx, election: RunningElection, now: Date): Promise<Result<null, CastError>> {
  const [state] = await tx.$queryRaw<{ closed: boolean }[]>`
    select closed from board.election_state where election_id = ${election.id} for share`;
  return !state || state.closed || now >= election.closesAt ? err({ code: 'contest_closed' }) : ok(null);
}

type Accepted = CastCommand & { hash: string; credential: string; channel: Channel };

async function store(
  deps: BoardDeps,
  tx: BoardTx,
  election: RunningElection,
  ballot: Accepted,
): Promise<Result<StoredBallot, CastError>> {
  const electionId = election.id;
  const chain = await lockChain(tx, electionId, ballot.credential);
  const own = chain.find((row) => row.public_key === ballot.credential);
  if (!own) return err({ code: 'unknown_credential' });
  if (own.state === 'superseded') return err({ code: 'credential_superseded' });
  // A simultaneous copy may have been stored while this one waited for the lock.
  const repeated = await findRepeat(tx, electionId, ballot.idempotencyKey, ballot.hash);
  if (repeated) return repeated;
  const last = await tx.ballot.findFirst({
    where: { electionId, credentialKey: ballot.credential },
    orderBy: { sequence: 'desc' },
    select: { sequence: true },
  });
  const { includedBy } = election;
  const { hash, text, channel, idempotencyKey, credential: credentialKey } = ballot;
  await tx.ballot.create({
    data: {
      electionId,
      hash,
      credentialKey,
      sequence: (last?.sequence ?? 0) + 1,
      channel,
      text,
      idempotencyKey,
      includedBy,
    },
  });
  if (own.state === 'registered') await makeLive(deps, tx, electionId, chain, credentialKey);
  return ok({ hash, includedBy });
}

/** All keys of the slot that `publicKey` belongs to, locked in one order, so that two casts of one slot take turns. */
async function lockChain(tx: BoardTx, electionId: string, publicKey: string): Promise<ChainRow[]> {
  return tx.$queryRaw<ChainRow[]>`
    select public_key, state::text from board.credential
    where election_id = ${electionId} and chain = (
      select chain from board.credential where election_id = ${electionId} and public_key = ${publicKey})
    order by public_key for update`;
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
