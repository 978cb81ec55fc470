/** A whole small election in memory, from keys to outcome, reproducible from a seed. */

import { sha256Hex } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { generateSigningKey } from '../../crypto/signing';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { type ArchiveEvent, buildArchive } from '../archive';
import { headText, type Leaf, leafText } from '../board';
import { type BundleParts, bundleFiles } from '../bundle-files';
import { type Composed, composeBallots, compositionText } from '../composition';
import { type Count, countedText, decodeBallots, outcomeText, validVotes } from '../counted';
import { descriptionHash, descriptionText, type PublicDescription, statedBlocks } from '../description';
import { generateUuid, makeElection, type ParsedElection, parseElection } from '../election';
import { toHex } from '../hex';
import { mix } from '../mixing';
import { combineResult, type OpeningContext, partiallyDecrypt } from '../opening';
import { deriveRegistrationKey, generateCode } from '../registration';
import { rollRoot } from '../roll';
import { encryptedTally } from '../tally';
import { makeTieSeed, type TieSeed } from '../tie-seed';
import { combineTrustees, parseTrustees } from '../trustees';
import { sampleVotingLog, signSampleHead } from './sample-board';
import { sampleDescription } from './sample-description';
import { castSampleVotes, type SampleVotes, type VotingPlan } from './sample-votes';
import { type SampleTrustees, singleTrustees } from './small-election';

export interface SampleOptions extends Partial<VotingPlan> {
  seed: string;
  count: Count;
  /** Replaces fields of the sample description; keys, roll and commitment are always the sample's own. */
  description?: Partial<PublicDescription>;
  /** Two single trustees where nothing else is said. The description names as many, and the mixers. */
  trustees?: (random: RandomBytes) => SampleTrustees;
  /** A dishonest server: what it names in advance, and what it puts into the archive. */
  forge?: {
    description?: (description: PublicDescription) => PublicDescription;
    composed?: (composed: Composed, votes: SampleVotes) => Composed;
  };
}

export interface SampleBundle {
  uuid: string;
  /** Point text of the board's key: 64 hex digits. */
  boardKey: string;
  signingKey: Uint8Array;
  description: PublicDescription;
  election: ParsedElection;
  votes: SampleVotes;
  composed: Composed;
  /** Voting codes of the roll. */
  codes: string[];
  /** By owner id. */
  privateKeys: readonly string[];
  /** Events of the archive, for forgeries that rebuild it. */
  events: ArchiveEvent[];
  timestamp: number;
  parts: BundleParts;
  files: Map<string, Uint8Array>;
}

/** Setup, voting, close, two mixes, two openings, count: everything that a server, voters and trustees do. */
export async function makeSampleBundle(options: SampleOptions): Promise<SampleBundle> {
  const random = seededRandom(options.seed);
  const plan = { voters: 8, revoteEvery: 4, changeDeviceEvery: 5, spoilEvery: 7, ...options };
  const setup = sampleSetup(options, plan.voters, random);
  const { description, election, signingKey } = setup;
  const votes = castSampleVotes(election, description, plan, random);
  const opening: Leaf = { kind: 'election', fingerprint: election.fingerprint, description: election.description };
  const close: Leaf = { kind: 'close', closedAt: description.closesAt };
  const log = [leafText(opening), ...sampleVotingLog(votes.events, random), leafText(close)];
  const honest = composeBallots({
    electionFingerprint: election.fingerprint,
    log,
    head: signSampleHead(log, election.fingerprint, description.closesAt, signingKey),
    ballots: votes.ballots,
    superseded: votes.superseded,
    slots: description.roll.size,
  });
  const composed = options.forge?.composed?.(honest, votes) ?? honest;
  const counted = await tallySample(setup, votes, composed, random);
  const fullLog = [...log, ...counted.leaves.map(leafText)];
  const timestamp = Date.parse(description.opensAt) / 1000;
  const ballots = decodeBallots(description, counted.payloads);
  const result = options.count({ description, votes: validVotes(ballots), tieSeed: setup.tieSeed.seed });
  const parts: BundleParts = {
    uuid: election.uuid,
    archive: buildArchive(counted.events, timestamp),
    sidecars: counted.sidecars,
    description: descriptionText(description),
    composition: compositionText(composed.composition),
    log: fullLog,
    leftOut: composed.leftOutBallots.map((hash) => votes.ballots.get(hash)?.text ?? ''),
    head: headText(signSampleHead(fullLog, election.fingerprint, description.closesAt, signingKey)),
    seed: setup.tieSeed,
    counted: countedText(election.fingerprint, ballots),
    outcome: outcomeText(election.fingerprint, description, ballots, result),
    cosignatures: null,
  };
  const { events } = counted;
  return { ...setup, uuid: election.uuid, votes, composed, events, timestamp, parts, files: bundleFiles(parts) };
}

interface Setup {
  description: PublicDescription;
  election: ParsedElection;
  trustees: string;
  privateKeys: readonly string[];
  /** Who really mixes, whatever the description says. */
  mixers: PublicDescription['mixers'];
  codes: string[];
  tieSeed: TieSeed;
  boardKey: string;
  signingKey: Uint8Array;
}

function sampleSetup(options: SampleOptions, voters: number, random: RandomBytes): Setup {
  const { parts, privateKeys } = (options.trustees ?? singleTrustees)(random);
  const joint = combineTrustees(parts);
  const { blocks, keys: publicKeys } = requireOk(parseTrustees(joint.trustees)).trustees;
  const signing = generateSigningKey(random);
  const tieSeed = makeTieSeed(random);
  const codes = Array.from({ length: voters + 2 }, () => generateCode(random));
  const base = sampleDescription(options.description);
  const roll = codes.map((code, i) => ({
    salt: toHex(random(16)),
    registrationKey: deriveRegistrationKey(base.round.id, code).publicKey,
    slotId: `slot-${i + 1}`,
  }));
  const truth: PublicDescription = {
    ...base,
    tieSeedCommitment: tieSeed.commitment,
    roll: { size: roll.length, root: rollRoot(roll) },
    trustees: base.trustees.map(({ name }, i) => ({ name, publicKey: publicKeys[i]?.text ?? '' })),
    ...statedBlocks(blocks),
    boardKey: toHex(signing.publicKey),
  };
  const description = options.forge?.description?.(truth) ?? truth;
  const text = makeElection({
    uuid: generateUuid(random),
    name: description.contest.name,
    descriptionHash: descriptionHash(descriptionText(description)),
    publicKey: joint.publicKey,
  });
  const { election } = requireOk(parseElection(text));
  const keys = {
    privateKeys,
    mixers: truth.mixers,
    codes,
    tieSeed,
    boardKey: truth.boardKey,
    signingKey: signing.secretKey,
  };
  return { description, election, trustees: joint.trustees, ...keys };
}

async function tallySample(setup: Setup, votes: SampleVotes, composed: Composed, random: RandomBytes) {
  const { election } = setup;
  const ballots = composed.archiveBallots.map((hash) => votes.ballots.get(hash)?.text as string);
  const { tally, sized, ciphertexts } = encryptedTally(ballots);
  const { trustees } = requireOk(parseTrustees(setup.trustees));
  const events: ArchiveEvent[] = [
    {
      type: 'Setup',
      election: election.text,
      trustees: setup.trustees,
      credentials: JSON.stringify(composed.credentials),
    },
    ...ballots.map((ballot): ArchiveEvent => ({ type: 'Ballot', ballot })),
    { type: 'EndBallots' },
    { type: 'EncryptedTally', tally, sized },
  ];
  const leaves: Leaf[] = [{ kind: 'tally', tally: sha256Hex(tally) }];
  let mixed = ciphertexts;
  for (const { owner } of setup.mixers) {
    const shuffle = await mix({ election, input: mixed, random });
    mixed = (JSON.parse(shuffle) as { ciphertexts: [typeof mixed] }).ciphertexts[0];
    events.push({ type: 'Shuffle', owner, shuffle });
    leaves.push({ kind: 'shuffle', owner, shuffle: sha256Hex(shuffle) });
  }
  events.push({ type: 'EndShuffles' });
  const opened = await openSample({ election, trustees }, setup, mixed, random);
  return {
    events: [...events, ...opened.events],
    leaves: [...leaves, ...opened.leaves],
    sidecars: opened.sidecars,
    payloads: opened.payloads,
  };
}

async function openSample(
  context: OpeningContext,
  { privateKeys }: Setup,
  ciphertexts: Parameters<typeof partiallyDecrypt>[0]['ciphertexts'],
  random: RandomBytes,
) {
  const events: ArchiveEvent[] = [];
  const leaves: Leaf[] = [];
  const sidecars: string[] = [];
  const partials: { owner: number; record: string }[] = [];
  for (const [i, privateKey] of privateKeys.entries()) {
    const owner = i + 1;
    const { record, sidecar } = requireOk(
      await partiallyDecrypt({ ...context, privateKey, owner, ciphertexts, random }),
    );
    events.push({ type: 'PartialDecryption', owner, record });
    leaves.push({ kind: 'decryption', owner, decryption: sha256Hex(record), sidecar: sha256Hex(sidecar) });
    sidecars.push(sidecar);
    partials.push({ owner, record });
  }
  const { result, payloads } = requireOk(await combineResult({ ...context, ciphertexts, partials }));
  events.push({ type: 'Result', result });
  leaves.push({ kind: 'result', result: sha256Hex(result) });
  return { events, leaves, sidecars, payloads };
}

function requireOk<T extends { ok: boolean }>(result: T): Extract<T, { ok: true }> {
  if (!result.ok) throw new Error(`sample election: ${JSON.stringify(result)}`);
  return result as Extract<T, { ok: true }>;
}
