/** Proves on this device what a board claims: whose signature it carries, what stands where, and that it only grew. */
import { verifyConsistency, verifyInclusion } from '@/lib/crypto/merkle';
import { headText, type SignedHead, verifyHead } from '@/lib/protocol/board';
import { type HeadAnswer, pathBytes } from '@/lib/protocol/board-answers';
import { descriptionHash, parseDescription } from '@/lib/protocol/description';
import { parseElection } from '@/lib/protocol/election';
import { fromHex, toHex } from '@/lib/protocol/hex';
import { ballotLeafHash } from '@/lib/protocol/tracker';
import { isForHead, verifyCosignature } from '@/lib/protocol/witness';
import type { Asked, BoardApi } from './board-api';
import type { KeptHeads } from './kept-heads';

export type World = { api: BoardApi; kept: KeptHeads };

/** What was verified of the list as a whole. */
export type ProvedList = {
  size: number;
  /** 64 hex digits. */
  root: string;
  /** When the city signed, to the minute. */
  batch: string;
  /** The list that this device had kept and that this one extends; null on the first visit. */
  since: { size: number; batch: string } | null;
  /** Names of witnesses whose co-signatures of this head hold. */
  cosignedBy: string[];
};

/** Two genuine heads; `evidence` holds both, a line each. */
type TwoHeads = { keptSize: number; size: number; evidence: string };

export type Proof =
  | { state: 'proved'; list: ProvedList /** Place in the list from 0. */; index: number; steps: number }
  /** The list is proved; the ballot, which was asked for, is not in it. */
  | { state: 'absent'; list: ProvedList }
  /** The list is proved, and nothing else was asked. */
  | { state: 'list'; list: ProvedList }
  /** The board's answers do not prove what they claim. */
  | { state: 'false'; what: 'election' | 'signature' | 'path' }
  /** Two signed lists of which neither is the beginning of the other. */
  | ({ state: 'contradiction' } & TwoHeads)
  /** The answer, asked for twice, is older than what was kept: a stale copy on the way, or a board that withholds. */
  | ({ state: 'older' } & TwoHeads)
  | { state: 'unavailable' };

export type Trusted = { fingerprint: string; boardKey: string };

class Stop extends Error {
  constructor(readonly proof: Proof) {
    super(proof.state);
  }
}

/** Verifies the latest head, that it extends the one kept here, and, with a tracker, that this ballot is under it. */
export async function proveOnDevice(world: World, tracker: string | null): Promise<Proof> {
  try {
    return await prove(world, await requireElection(world), tracker);
  } catch (error) {
    if (error instanceof Stop) return error.proof;
    throw error;
  }
}

/** The election's fingerprint and the key of its board; null where the board does not say or contradicts itself. */
export async function readTrusted(world: World): Promise<Trusted | null> {
  try {
    return await requireElection(world);
  } catch (error) {
    if (error instanceof Stop) return null;
    throw error;
  }
}

async function requireElection({ api }: World): Promise<Trusted> {
  const [electionText, text] = (await Promise.all([api.election(), api.description()])).map(requireAnswer);
  const election = parseElection(electionText ?? '');
  const description = parseDescription(text ?? '');
  const belong = election.ok && description.ok && election.election.description === descriptionHash(text ?? '');
  if (!belong) throw new Stop({ state: 'false', what: 'election' });
  return { fingerprint: election.election.fingerprint, boardKey: description.description.boardKey };
}

async function prove({ api, kept }: World, trusted: Trusted, tracker: string | null): Promise<Proof> {
  const earlier = kept.get(trusted.fingerprint);
  const known = earlier && isOfBoard(earlier, trusted) ? earlier : null;
  const { head, cosignatures, witnesses } = await requireHead(api, trusted, known);
  if (known) await requireExtension(api, known, head);
  kept.put(head);
  const genuine = new Set(
    cosignatures.filter((each) => isForHead(each, head) && verifyCosignature(each)).map(({ witness }) => witness),
  );
  const list: ProvedList = {
    size: head.size,
    root: head.root,
    batch: head.batch,
    since: known && { size: known.size, batch: known.batch },
    cosignedBy: witnesses.filter(({ publicKey }) => genuine.has(publicKey)).map(({ name }) => name),
  };
  return tracker === null ? { state: 'list', list } : proveBallot(api, head, list, tracker);
}

/** The latest head; one that is older than what was kept may come from a cache, and is asked for once more. */
async function requireHead(api: BoardApi, trusted: Trusted, known: SignedHead | null): Promise<HeadAnswer> {
  const ask = async (isAgain: boolean) => {
    const answer = requireAnswer(await api.head(isAgain));
    if (!isOfBoard(answer.head, trusted)) throw new Stop({ state: 'false', what: 'signature' });
    return answer;
  };
  const first = await ask(false);
  return known && first.head.size < known.size ? ask(true) : first;
}

function isOfBoard(head: SignedHead, { fingerprint, boardKey }: Trusted): boolean {
  return head.electionFingerprint === fingerprint && verifyHead(head, boardKey);
}

async function requireExtension(api: BoardApi, known: SignedHead, head: SignedHead): Promise<void> {
  if (known.size === head.size && known.root === head.root) return;
  if (head.size < known.size) throw new Stop(await judgeOlder(api, known, head));
  const proof = known.size < head.size ? requireAnswer(await api.consistency(known.size, head.size)).proof : [];
  if (!continues(known, head, proof)) throw new Stop({ state: 'contradiction', ...twoHeads(known, head) });
}

/**
 * An honest board shows less than before only through a copy that is out of date, and what it showed then is the beginning
 * of what was kept. A stale copy cannot prove that; but no board signs a shorter list in a later minute.
 */
async function judgeOlder(api: BoardApi, known: SignedHead, head: SignedHead): Promise<Proof> {
  const asked = await api.consistency(head.size, known.size);
  const isAnswered = asked !== 'none' && asked !== 'silent';
  const isOlder = isAnswered ? continues(head, known, asked.answer.proof) : head.batch <= known.batch;
  return { state: isOlder ? 'older' : 'contradiction', ...twoHeads(known, head) };
}

const continues = (first: SignedHead, second: SignedHead, proof: readonly string[]): boolean =>
  verifyConsistency({
    first: first.size,
    second: second.size,
    firstRoot: rootBytes(first),
    secondRoot: rootBytes(second),
    proof: pathBytes(proof),
  });

/** Heads of the city's own making: whoever has the two can show that the list was changed. */
const twoHeads = (known: SignedHead, head: SignedHead): TwoHeads => ({
  keptSize: known.size,
  size: head.size,
  evidence: `${headText(known)}\n${headText(head)}\n`,
});

async function proveBallot(api: BoardApi, head: SignedHead, list: ProvedList, tracker: string): Promise<Proof> {
  const hash = ballotLeafHash(tracker);
  if (hash === null) return { state: 'absent', list };
  const asked = await api.inclusion(toHex(hash), head.size);
  if (asked === 'none') return { state: 'absent', list };
  const { index, size, proof } = requireAnswer(asked);
  const holds =
    size === head.size &&
    verifyInclusion({ index, size, leafHash: hash, proof: pathBytes(proof), root: rootBytes(head) });
  return holds ? { state: 'proved', list, index, steps: proof.length } : { state: 'false', what: 'path' };
}

function requireAnswer<T>(asked: Asked<T>): T {
  if (asked === 'none' || asked === 'silent') throw new Stop({ state: 'unavailable' });
  return asked.answer;
}

const rootBytes = ({ root }: SignedHead): Uint8Array => fromHex(root, 32) ?? new Uint8Array();
