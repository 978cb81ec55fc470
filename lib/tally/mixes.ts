import { sha256Hex } from '@/lib/crypto/hash';
import { checkShuffle, mix } from '@/lib/protocol/mixing';
import { verifyForMixing } from '@/lib/protocol/verify-input';
import { err, invariant, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { log } from '@/lib/server/log';
import { secretHash } from '@/lib/server/secret-hash';
import { appendLeaves, lockBatch } from '@/lib/voting/ballots/board';
import { archiveSoFar } from './archive-so-far';
import { currentList, loadParts, tallyLeaf } from './election-parts';
import { getTallyState } from './queries';
import type { TallyMixer } from './stage';

export type MixError = { code: 'not_found' } | { code: 'not_your_turn' } | { code: 'mix_refused'; reason: string };

const LONG = { timeout: 120_000, maxWait: 60_000 };
const SYSTEM: Actor = { id: null, role: 'system' };

/** Takes a trustee's shuffle: verified completely against its input before it is stored. */
export async function submitMix(
  deps: Deps,
  userId: string,
  contestId: string,
  record: string,
): Promise<Result<null, MixError>> {
  const state = await getTallyState(deps, contestId);
  const trustee = state?.trustees.find((each) => each.userId === userId);
  if (!trustee) return err({ code: 'not_found' });
  return takeMix(deps, { id: userId, role: 'trustee' }, { contestId, owner: trustee.owner, record });
}

/** Takes the shuffle of an outsider, who has no account: whoever holds the link may hand it in. */
export async function submitOutsideMix(
  deps: Deps,
  link: string,
  contestId: string,
  record: string,
): Promise<Result<null, MixError>> {
  const mixer = await findOutsideMixer(deps, link);
  if (mixer?.contestId !== contestId) return err({ code: 'not_found' });
  return takeMix(deps, SYSTEM, { contestId, owner: mixer.owner, record });
}

export type OutsideMixer = {
  contestId: string;
  name: string;
  owner: number;
  contest: { name: string; round: string; closesAt: Date | null; timeZone: string };
  /** `later`: voting is on, or somebody shuffles before them. */
  state: 'draft' | 'later' | 'turn' | 'done';
  ballots: number;
};

/** Whose link this is, and whether it is their turn; null for a link that is not known. */
export async function findOutsideMixer(deps: Pick<Deps, 'db'>, link: string): Promise<OutsideMixer | null> {
  const row = await deps.db.mixer.findUnique({
    where: { linkHash: secretHash(link) },
    select: {
      contestId: true,
      name: true,
      position: true,
      contest: {
        select: {
          name: true,
          closesAt: true,
          round: { select: { name: true, city: { select: { timeZone: true } } } },
        },
      },
    },
  });
  const state = row && (await getTallyState(deps, row.contestId));
  if (!row || !state) return null;
  const owner = state.trustees.length + row.position;
  const { name, closesAt, round } = row.contest;
  return {
    contestId: row.contestId,
    name: row.name,
    owner,
    contest: { name, closesAt, round: round.name, timeZone: round.city.timeZone },
    state: stateOf(state.status, state.mixers, state.next.owners, owner),
    ballots: state.ballots,
  };
}

function stateOf(status: string, mixers: readonly TallyMixer[], turn: readonly number[], owner: number) {
  if (status === 'draft') return 'draft';
  if (mixers.some((mixer) => mixer.owner === owner && mixer.hasMixed)) return 'done';
  return turn.includes(owner) ? 'turn' : 'later';
}

/** Shuffles are taken from whoever's turn it is, and again, word for word, from whoever never heard the answer. */
async function takeMix(
  deps: Deps,
  actor: Actor,
  { contestId, owner, record }: { contestId: string; owner: number; record: string },
): Promise<Result<null, MixError>> {
  const [state, parts] = await Promise.all([getTallyState(deps, contestId), loadParts(deps.db, contestId)]);
  if (!state || !parts) return err({ code: 'not_found' });
  if (parts.mixes.some((each) => each.owner === owner && each.record === record)) return ok(null);
  const isTurn = state.next.stage === 'mix' && state.next.owners.includes(owner);
  if (!isTurn) return err({ code: 'not_your_turn' });
  const { election } = parts;
  const checked = await checkShuffle({ election, input: currentList(parts), shuffle: record, random: deps.random });
  if (!checked.ok) return err({ code: 'mix_refused', reason: checked.code });
  const position = parts.mixes.length;
  return deps.db.$transaction(async (tx) => {
    await lockBatch(tx, parts.id);
    // Somebody may have handed in meanwhile (two tabs): a mix belongs to the list that it was made from.
    if ((await tx.mix.count({ where: { electionId: parts.id } })) !== position) return err({ code: 'not_your_turn' });
    await tx.mix.create({ data: { electionId: parts.id, position, owner, record } });
    const leaf = { kind: 'shuffle' as const, owner, shuffle: sha256Hex(record) };
    await appendLeaves(deps, tx, parts.id, position === 0 ? [tallyLeaf(parts), leaf] : [leaf]);
    await audit(tx, deps.now(), actor, { action: 'tally.mix', subject: `contest:${contestId}`, detail: { owner } });
    return ok(null);
  }, LONG);
}

const running = new Set<string>();

/**
 * Shuffles on this server where the contest names it as a mixer and its turn has come: after the trustees, having
 * verified everything so far as they do. Called after every hand-in and by the timer; each shuffle is stored once.
 */
export async function mixIfServersTurn(deps: Deps, contestId: string): Promise<void> {
  if (running.has(contestId)) return;
  running.add(contestId);
  try {
    for (let owner = await serversTurn(deps, contestId); owner; owner = await serversTurn(deps, contestId)) {
      const taken = await takeMix(deps, SYSTEM, { contestId, owner, record: await mixHere(deps, contestId) });
      if (!taken.ok) {
        log.error({ contestId, ...taken.error }, 'the shuffle of this server was not taken');
        return;
      }
    }
  } finally {
    running.delete(contestId);
  }
}

async function serversTurn(deps: Deps, contestId: string): Promise<number | undefined> {
  const state = await getTallyState(deps, contestId);
  if (state?.next.stage !== 'mix') return undefined;
  return state.mixers.find(({ owner, kind }) => kind === 'server' && state.next.owners.includes(owner))?.owner;
}

async function mixHere(deps: Deps, contestId: string): Promise<string> {
  const archive = await archiveSoFar(deps, contestId);
  invariant(archive, 'a contest that is being mixed is closed');
  const verdict = await verifyForMixing(archive.bytes, { random: deps.random });
  invariant(verdict.ok, 'what mixers handed in was verified before it was stored');
  return mix({ election: verdict.election, input: verdict.ciphertexts, random: deps.random });
}

/** Contests whose count waits, for the timer. */
export async function mixWhereDue(deps: Deps): Promise<void> {
  const waiting = await deps.db.contest.findMany({
    where: { status: 'closed', mixers: { some: { kind: 'server' } } },
    select: { id: true },
  });
  for (const { id } of waiting) await mixIfServersTurn(deps, id);
}
