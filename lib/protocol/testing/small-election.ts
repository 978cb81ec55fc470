import type { RandomBytes } from '../../crypto/random';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { type ArchiveEvent, buildArchive } from '../archive';
import { encryptBallot } from '../ballot';
import type { CiphertextText } from '../ciphertexts';
import { deriveCredential, generateCredential } from '../credentials';
import { generateUuid, makeElection, type ParsedElection, parseElection } from '../election';
import { mix } from '../mixing';
import { combineResult, partiallyDecrypt } from '../opening';
import { encryptedTally, sortPointTexts } from '../tally';
import { combineTrustees, makeTrusteeKey, type ParsedTrustees, parseTrustees, type TrusteePart } from '../trustees';

export const TIMESTAMP = 1_800_000_000;

/** Everybody's keys before an election: what the list of trustees is made of, and private keys by owner id. */
export interface SampleTrustees {
  readonly parts: readonly TrusteePart[];
  readonly privateKeys: readonly string[];
}

/** An election with everybody's secrets. */
export interface Draft {
  readonly random: RandomBytes;
  readonly election: ParsedElection;
  readonly trustees: ParsedTrustees;
  readonly privateKeys: readonly string[];
  /** Private credential texts, one per voter. */
  readonly credentials: readonly string[];
  /** Text of the published list. */
  readonly credentialList: string;
}

export interface SmallElection extends Draft {
  readonly events: readonly ArchiveEvent[];
  readonly sidecars: readonly string[];
  /** What must come out, in no particular order. */
  readonly counted: readonly Uint8Array[];
}

/** The value of a check that must succeed. */
export function unwrap<T extends object>(checked: ({ ok: true } & T) | { ok: false; message: string }): T {
  if (!checked.ok) throw new Error(checked.message);
  return checked;
}

export function singleTrustees(random: RandomBytes, size = 2): SampleTrustees {
  const keys = Array.from({ length: size }, () => makeTrusteeKey(random));
  return {
    parts: keys.map(({ publicKey }) => publicKey),
    privateKeys: keys.map(({ privateKey }) => privateKey),
  };
}

export function draftElection(
  seed: string,
  voters: number,
  makeTrustees: (random: RandomBytes) => SampleTrustees = singleTrustees,
  name = 'Ein Garten für alle',
): Draft {
  const random = seededRandom(seed);
  const { parts, privateKeys } = makeTrustees(random);
  const joint = combineTrustees(parts);
  const uuid = generateUuid(random);
  const text = makeElection({ uuid, name, descriptionHash: '0'.repeat(64), publicKey: joint.publicKey });
  const credentials = Array.from({ length: voters }, () => generateCredential(random));
  const publicKeys = credentials.map((credential) => deriveCredential(uuid, credential).publicKey);
  return {
    random,
    election: unwrap(parseElection(text)).election,
    trustees: unwrap(parseTrustees(joint.trustees)).trustees,
    privateKeys,
    credentials,
    credentialList: JSON.stringify(sortPointTexts(publicKeys)),
  };
}

/** A payload that is told apart from all others: form byte, then a number. */
export function samplePayload(number: number): Uint8Array {
  const payload = new Uint8Array(30);
  payload.set([1, number >> 8, number & 255]);
  return payload;
}

/** Ballots of `voterOrder`, for example [0, 1, 2, 1]: voter 1 votes again and her last ballot counts. */
export function castBallots(draft: Draft, voterOrder: readonly number[]): { ballots: string[]; counted: Uint8Array[] } {
  const counted = new Map<number, Uint8Array>();
  const ballots = voterOrder.map((voter, i) => {
    const payload = samplePayload(i);
    counted.set(voter, payload);
    const { election, random } = draft;
    return encryptBallot({ election, credential: draft.credentials[voter] ?? '', payload, random }).ballot;
  });
  return { ballots, counted: [...counted.values()] };
}

/** Everything up to the encrypted tally. */
export function closeElection(draft: Draft, ballots: readonly string[]): ArchiveEvent[] {
  const { election, trustees, credentialList: credentials } = draft;
  const { tally, sized } = encryptedTally(ballots);
  return [
    { type: 'Setup', election: election.text, trustees: trustees.text, credentials },
    ...ballots.map((ballot) => ({ type: 'Ballot', ballot }) as const),
    { type: 'EndBallots' },
    { type: 'EncryptedTally', tally, sized },
  ];
}

/** Mixes and opens, with owners 1 and 2 and every trustee where nobody else is named, and publishes. */
export async function finishElection(
  draft: Draft,
  ballots: readonly string[],
  by: { readonly mixers?: readonly number[]; readonly openers?: readonly number[] } = {},
) {
  const { election, trustees, random } = draft;
  const events = closeElection(draft, ballots);
  let ciphertexts: CiphertextText[] = encryptedTally(ballots).ciphertexts;
  for (const owner of by.mixers ?? [1, 2]) {
    const shuffle = await mix({ election, input: ciphertexts, random });
    ciphertexts = (JSON.parse(shuffle) as { ciphertexts: [CiphertextText[]] }).ciphertexts[0];
    events.push({ type: 'Shuffle', owner, shuffle });
  }
  events.push({ type: 'EndShuffles' });
  const partials: { owner: number; record: string }[] = [];
  const sidecars: string[] = [];
  for (const [i, privateKey] of draft.privateKeys.entries()) {
    const owner = i + 1;
    if (by.openers?.includes(owner) === false) continue;
    const request = { election, trustees, privateKey, owner, ciphertexts, random };
    const { record, sidecar } = unwrap(await partiallyDecrypt(request));
    events.push({ type: 'PartialDecryption', owner, record });
    partials.push({ owner, record });
    sidecars.push(sidecar);
  }
  const { result } = unwrap(await combineResult({ election, trustees, ciphertexts, partials }));
  events.push({ type: 'Result', result });
  return { events, sidecars };
}

export async function makeSmallElection(
  seed: string,
  voters: number,
  voterOrder: readonly number[],
): Promise<SmallElection> {
  const draft = draftElection(seed, voters);
  const { ballots, counted } = castBallots(draft, voterOrder);
  return { ...draft, ...(await finishElection(draft, ballots)), counted };
}

export function archiveOf(events: readonly ArchiveEvent[]): Uint8Array {
  return buildArchive(events, TIMESTAMP);
}

/** The text of sidecars.json. */
export function sidecarList(sidecars: readonly string[]): string {
  return `[${sidecars.join(',')}]`;
}
