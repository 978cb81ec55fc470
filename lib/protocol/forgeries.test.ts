import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBytes } from '../crypto/encoding';
import type { Point } from '../crypto/group';
import { ORDER, parsePoint, pointText } from '../crypto/group';
import { sha256Hex } from '../crypto/hash';
import { type ArchiveEvent, buildArchive } from './archive';
import type { ArchiveErrorCode } from './archive-report';
import { deriveCredential, generateCredential } from './credentials';
import { combineResult } from './opening';
import { encryptedTally } from './tally';
import {
  addTorsion,
  editJson,
  forgeBallot,
  forgeFactor,
  honestParts,
  IDENTITY_TEXT,
  type Loose,
  OFF_CURVE,
  replaceEvent,
} from './testing/forge';
import {
  archiveOf,
  finishElection,
  makeSmallElection,
  type SmallElection,
  samplePayload,
  sidecarList,
  TIMESTAMP,
  unwrap,
} from './testing/small-election';
import { makeTrusteeKey, parsePrivateKey } from './trustees';
import { verifyArchive } from './verify-archive';

let base: SmallElection;

beforeAll(async () => {
  base = await makeSmallElection('forgeries', 3, [0, 1, 2, 1]);
});

/** Either changed events (the hash chain is made anew) or changed bytes. */
type Forgery = () => { events?: ArchiveEvent[]; bytes?: Uint8Array; sidecars?: string };

function setup(change: (event: Extract<ArchiveEvent, { type: 'Setup' }>) => Partial<Record<string, string>>): Forgery {
  return () => ({ events: replaceEvent(base.events, 'Setup', 0, (event) => [{ ...event, ...change(event) }]) });
}

function trustees(change: (value: Loose) => void): Forgery {
  return setup((event) => ({ trustees: editJson(event.trustees, change) }));
}

function credentials(change: (value: Loose) => void): Forgery {
  return setup((event) => ({ credentials: editJson(event.credentials, change) }));
}

function ballotText(change: (text: string) => string): Forgery {
  return () => ({
    events: replaceEvent(base.events, 'Ballot', 0, (event) => [{ ...event, ballot: change(event.ballot) }]),
  });
}

const ballot = (change: (value: Loose) => void) => ballotText((text) => editJson(text, change));

function extraBallot(make: () => string): Forgery {
  return () => ({
    events: replaceEvent(base.events, 'EndBallots', 0, (event) => [{ type: 'Ballot', ballot: make() }, event]),
  });
}

function shuffle(number: number, change: (value: Loose) => void): Forgery {
  return () => ({
    events: replaceEvent(base.events, 'Shuffle', number, (event) => [
      { ...event, shuffle: editJson(event.shuffle, change) },
    ]),
  });
}

function shuffleOwners(owners: [number, number]): Forgery {
  return () => ({
    events: owners.reduce<ArchiveEvent[]>(
      (events, owner, i) => replaceEvent(events, 'Shuffle', i, (event) => [{ ...event, owner }]),
      [...base.events],
    ),
  });
}

function decryption(number: number, change: (value: Loose) => void): Forgery {
  return () => ({
    events: replaceEvent(base.events, 'PartialDecryption', number, (event) => [
      { ...event, record: editJson(event.record, change) },
    ]),
  });
}

function sidecars(change: (list: Loose) => void): Forgery {
  return () => ({ events: [...base.events], sidecars: editJson(sidecarList(base.sidecars), change) });
}

const without =
  (type: ArchiveEvent['type'], number = 0): Forgery =>
  () => ({
    events: replaceEvent(base.events, type, number, () => []),
  });

const sameScalar = (scalar: string) => `0${scalar}`;
const aboveOrder = (scalar: string) => (BigInt(scalar) + ORDER).toString();

function appendRecord(bytes: Uint8Array): Uint8Array {
  const extra = buildArchive([], TIMESTAMP);
  const content = new TextEncoder().encode('{}');
  extra.set(new TextEncoder().encode(`${sha256Hex(content)}.data.json`), 0);
  return Uint8Array.from([...bytes, ...extra]);
}

const flip = (bytes: Uint8Array, offset: number, value: string): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy.set(new TextEncoder().encode(value), offset);
  return copy;
};

const otherCredential = () => {
  const text = generateCredential(base.random);
  return { text, ...deriveCredential(base.election.uuid, text) };
};

/** Two shuffles and two openings of nothing at all: every equation over an empty list holds. */
function emptyElection(): ArchiveEvent[] {
  const { tally, sized } = encryptedTally([]);
  const shuffle = editJson((base.events.find(({ type }) => type === 'Shuffle') as Loose).shuffle, (v) => {
    v.ciphertexts = [[]];
    const [t, s] = v.proofs[0];
    v.proofs[0] = [[...t.slice(0, 4), []], [...s.slice(0, 4), [], []], [], []];
  });
  const record = JSON.stringify({ decryption_factors: [[]], decryption_proofs: [[]] });
  return [
    base.events[0] as ArchiveEvent,
    { type: 'EndBallots' },
    { type: 'EncryptedTally', tally, sized },
    ...[1, 2].map((owner) => ({ type: 'Shuffle', owner, shuffle }) as const),
    { type: 'EndShuffles' },
    ...[1, 2].map((owner) => ({ type: 'PartialDecryption', owner, record }) as const),
    { type: 'Result', result: '{"result":[[]]}' },
  ];
}

const FORGERIES: [name: string, code: ArchiveErrorCode, make: Forgery][] = [
  ['a file that is cut off', 'file_truncated', () => ({ bytes: archiveOf(base.events).slice(0, -512) })],
  ['a header that is cut off', 'file_truncated', () => ({ bytes: archiveOf(base.events).slice(0, 1100) })],
  ['an empty file', 'file_truncated', () => ({ bytes: new Uint8Array() })],
  ['a length field that is not octal', 'file_bad_header', () => ({ bytes: flip(archiveOf(base.events), 124, '9') })],
  ['a record of an unknown name', 'file_bad_header', () => ({ bytes: flip(archiveOf(base.events), 1024 + 64, '.x') })],
  ['another file altogether', 'file_bad_header', () => ({ bytes: flip(archiveOf(base.events), 0, 'X') })],
  ['an event that refers to nothing', 'file_bad_record', () => ({ bytes: flip(archiveOf(base.events), 1024, '0000') })],
  ['text that is not UTF-8', 'file_bad_record', () => ({ bytes: archiveOf(base.events).fill(0xff, 512, 513) })],
  [
    'a record that nothing refers to',
    'file_not_reconstructible',
    () => ({ bytes: appendRecord(archiveOf(base.events)) }),
  ],
  ['a changed file mode', 'file_not_reconstructible', () => ({ bytes: flip(archiveOf(base.events), 100, '0000755') })],
  [
    'a ballot after the end of the ballots',
    'event_out_of_place',
    () => ({
      events: replaceEvent(base.events, 'EndBallots', 0, (event) => [event, base.events[1] as ArchiveEvent]),
    }),
  ],
  ['no shuffle at all', 'event_out_of_place', () => ({ events: base.events.filter(({ type }) => type !== 'Shuffle') })],
  ['two results', 'event_out_of_place', () => ({ events: [...base.events, base.events.at(-1) as ArchiveEvent] })],
  ['a missing result', 'events_incomplete', without('Result')],
  ['an election record with a blank', 'not_canonical', setup(({ election }) => ({ election: `${election} ` }))],
  ['a homomorphic question', 'not_canonical', setup(({ election }) => ({ election: election.replace('NonH', 'H') }))],
  ['no trustees', 'trustees_empty', setup(() => ({ trustees: '[]' }))],
  ['a trustee key that is the identity', 'trustee_key_identity', trustees((v) => (v[0][1].public_key = IDENTITY_TEXT))],
  ['the same trustee twice', 'trustee_key_duplicate', trustees((v) => (v[1] = v[0]))],
  ['a trustee without knowledge of the key', 'trustee_bad_proof', trustees((v) => (v[0][1].pok = v[1][1].pok))],
  [
    'a trustee proof with a leading zero',
    'scalar_not_canonical',
    trustees((v) => (v[0][1].pok.response = sameScalar(v[0][1].pok.response))),
  ],
  [
    'trustees of another election',
    'election_key_mismatch',
    trustees((v) => (v[0][1] = JSON.parse(makeTrusteeKey(base.random).publicKey))),
  ],
  [
    'an election key that is the identity',
    'election_key_identity',
    setup((e) => ({ election: editJson(e.election, (v) => (v.public_key = IDENTITY_TEXT)) })),
  ],
  ['a credential that is the identity', 'credential_identity', credentials((v) => (v[0] = IDENTITY_TEXT))],
  ['the same credential twice', 'credential_duplicate', credentials((v) => (v[1] = v[0]))],
  ['a weighted credential', 'point_not_canonical', credentials((v) => (v[0] = `${v[0]},2`))],
  ['a credential that is not a point', 'point_not_on_curve', credentials((v) => (v[0] = OFF_CURVE))],
  ['a credential outside the subgroup', 'point_not_in_subgroup', credentials((v) => (v[0] = addTorsion(v[0])))],
  ['a ballot with a blank', 'not_canonical', ballotText((text) => text.replace(',', ', '))],
  [
    'a ballot with its keys in another order',
    'not_canonical',
    ballot((v) => {
      const { credential } = v;
      delete v.credential;
      v.credential = credential;
    }),
  ],
  ['a ballot with two answers', 'not_canonical', ballot((v) => v.answers.push(v.answers[0]))],
  [
    'a ballot made for another election',
    'ballot_wrong_election',
    extraBallot(() => forgeBallot(base, { ...honestParts(base, 0, samplePayload(9)), uuid: '12345678912345' })),
  ],
  [
    'a ballot made for another fingerprint',
    'ballot_wrong_election',
    extraBallot(() => forgeBallot(base, { ...honestParts(base, 0, samplePayload(9)), fingerprint: 'A'.repeat(43) })),
  ],
  [
    'a ballot under the identity',
    'ballot_identity',
    extraBallot(() =>
      forgeBallot(base, { ...honestParts(base, 0, samplePayload(9)), credential: IDENTITY_TEXT, secret: 0n }),
    ),
  ],
  [
    'a ballot of somebody who is not listed',
    'ballot_unknown_credential',
    extraBallot(() => {
      const { secret, publicKey } = otherCredential();
      return forgeBallot(base, { ...honestParts(base, 0, samplePayload(9)), credential: publicKey, secret });
    }),
  ],
  ['a ballot whose signed hash is another', 'ballot_bad_hash', ballot((v) => (v.signature.hash = 'A'.repeat(43)))],
  [
    'a ballot signed with another key',
    'ballot_bad_signature',
    extraBallot(() =>
      forgeBallot(base, { ...honestParts(base, 0, samplePayload(9)), secret: otherCredential().secret }),
    ),
  ],
  [
    'a ballot whose maker does not know its randomness',
    'ballot_bad_proof',
    extraBallot(() => forgeBallot(base, { ...honestParts(base, 0, samplePayload(9)), encryption: 7n })),
  ],
  [
    'a ciphertext copied from another voter',
    'ballot_bad_proof',
    extraBallot(() => {
      const copied = JSON.parse((base.events[1] as Loose).ballot).answers[0].choices;
      return forgeBallot(base, { ...honestParts(base, 2, samplePayload(9)), choices: copied });
    }),
  ],
  ['the same ballot twice', 'ballot_duplicate', extraBallot(() => (base.events[1] as Loose).ballot)],
  [
    'a ciphertext cast twice by its maker',
    'ballot_duplicate_ciphertext',
    () => {
      const parts = honestParts(base, 0, samplePayload(9));
      const twice = [0, 1].map(() => ({ type: 'Ballot', ballot: forgeBallot(base, parts) }) as const);
      return { events: replaceEvent(base.events, 'EndBallots', 0, (event) => [...twice, event]) };
    },
  ],
  [
    'an alpha of small order added',
    'point_not_in_subgroup',
    extraBallot(() => {
      const parts = honestParts(base, 0, samplePayload(9));
      return forgeBallot(base, { ...parts, choices: { ...parts.choices, alpha: addTorsion(parts.choices.alpha) } });
    }),
  ],
  [
    'a proof above the group order',
    'scalar_not_canonical',
    ballot((v) => (v.answers[0].proof.response = aboveOrder(v.answers[0].proof.response))),
  ],
  [
    'a tally that leaves a ballot out',
    'tally_mismatch',
    () => ({
      events: replaceEvent(base.events, 'EncryptedTally', 0, (e) => {
        const tally = editJson(e.tally, (v) => v[0].pop());
        return [{ ...e, tally, sized: e.sized.replace(/[0-9a-f]{64}/, sha256Hex(tally)) }];
      }),
    }),
  ],
  [
    'a wrong number of tallied ballots',
    'tally_size_mismatch',
    () => ({
      events: replaceEvent(base.events, 'EncryptedTally', 0, (e) => [{ ...e, sized: e.sized.replace(':3', ':4') }]),
    }),
  ],
  ['an election without a ballot that is tallied all the same', 'tally_empty', () => ({ events: emptyElection() })],
  ['a shuffle that drops a ballot', 'shuffle_wrong_length', shuffle(0, (v) => v.ciphertexts[0].pop())],
  ['a shuffle with a shorter proof', 'shuffle_wrong_length', shuffle(0, (v) => v.proofs[0][2].pop())],
  ['a shuffle of owner 0', 'shuffle_bad_owner', shuffleOwners([0, 1])],
  ['one mixer twice', 'shuffle_too_few_mixers', shuffleOwners([2, 2])],
  ['one shuffle only', 'shuffle_too_few_mixers', () => ({ events: replaceEvent(base.events, 'Shuffle', 1, () => []) })],
  [
    'an inner shuffle that marks a ballot with a point of small order',
    'point_not_in_subgroup',
    shuffle(0, (v) => (v.ciphertexts[0][0].alpha = addTorsion(v.ciphertexts[0][0].alpha))),
  ],
  [
    'a ballot exchanged in the shuffle',
    'shuffle_bad_proof',
    shuffle(1, (v) => (v.ciphertexts[0][0] = v.ciphertexts[0][1])),
  ],
  [
    'a shuffle of another list',
    'shuffle_bad_proof',
    () => ({ events: replaceEvent(base.events, 'Shuffle', 0, (e) => [e, e]) }),
  ],
  [
    'a partial decryption of a ballot less',
    'decryption_wrong_length',
    decryption(0, (v) => v.decryption_factors[0].pop()),
  ],
  [
    'a partial decryption of nobody',
    'decryption_bad_owner',
    () => ({ events: replaceEvent(base.events, 'PartialDecryption', 0, (e) => [{ ...e, owner: 3 }]) }),
  ],
  [
    'a second partial decryption of one owner',
    'decryption_duplicate_owner',
    () => ({ events: replaceEvent(base.events, 'PartialDecryption', 1, (e) => [e, e]) }),
  ],
  [
    'a partial decryption under the name of another',
    'decryption_bad_proof',
    () => ({ events: replaceEvent(base.events, 'PartialDecryption', 0, (e) => [{ ...e, owner: 2 }]) }),
  ],
  ['a missing partial decryption', 'decryption_missing', without('PartialDecryption', 1)],
  [
    'an exchanged decryption factor',
    'decryption_bad_proof',
    decryption(0, (v) => (v.decryption_factors[0][0] = v.decryption_factors[0][1])),
  ],
  [
    'a decryption factor in capitals',
    'point_not_canonical',
    decryption(1, (v) => (v.decryption_factors[0][0] = v.decryption_factors[0][0].toUpperCase())),
  ],
  ['a missing side-car', 'sidecar_missing', sidecars((v) => v.pop())],
  ['a side-car too many', 'sidecar_unexpected', sidecars((v) => v.push(v[0]))],
  [
    'a side-car of another trustee',
    'sidecar_bad_proof',
    sidecars((v) => {
      [v[0].owner, v[1].owner] = [2, 1];
    }),
  ],
  ['a side-car of another kind', 'not_canonical', sidecars((v) => (v[0].version = 'pb-dleq-v2'))],
  [
    'an invented result',
    'result_mismatch',
    () => ({
      events: replaceEvent(base.events, 'Result', 0, (e) => [
        { ...e, result: editJson(e.result, (v) => v.result[0][0][1]++) },
      ]),
    }),
  ],
];

describe('forged archives', () => {
  it('accepts the archive that the forgeries start from', async () => {
    const { random } = base;
    const report = await verifyArchive(archiveOf(base.events), { random, sidecars: sidecarList(base.sidecars) });
    expect(report).toMatchObject({ ok: true, level: 'archive+sidecars' });
  });

  it.each(FORGERIES)('refuses %s: %s', async (_name, code, make) => {
    const { events, bytes, sidecars: given } = make();
    const options = { random: base.random, ...(given === undefined ? {} : { sidecars: given }) };
    const report = await verifyArchive(bytes ?? archiveOf(events ?? []), options);
    expect(report.ok).toBe(false);
    expect(report.failure?.code).toBe(code);
    expect(report.failure?.message).not.toBe('');
    expect(report.checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([report.failure?.check]);
  });

  it('names the event, the ballot and the equation', async () => {
    const report = await verifyArchive(
      archiveOf(FORGERIES.find(([, c]) => c === 'ballot_bad_proof')?.[2]().events ?? []),
      {
        random: base.random,
      },
    );
    expect(report.failure?.message).toBe('event 5 (ballot 5): the proof of the ballot is wrong');
    const exchanged = shuffle(1, (v) => (v.ciphertexts[0][0] = v.ciphertexts[0][1]))();
    const shuffled = await verifyArchive(archiveOf(exchanged.events ?? []), { random: base.random });
    expect(shuffled.failure?.message).toBe(
      'event 8 (shuffle 2 of owner 2): the proof of the shuffle is wrong: equation t1 does not hold',
    );
  });

  it('never throws on bytes that are damaged anywhere', async () => {
    const bytes = archiveOf(base.events);
    for (let offset = 3; offset < bytes.length; offset += 1777) {
      const damaged = Uint8Array.from(bytes);
      damaged[offset] = (damaged[offset] ?? 0) ^ 0x15;
      expect((await verifyArchive(damaged, { random: base.random })).ok).toBe(false);
    }
  });
});

describe('the adaptive forgery of a partial decryption', () => {
  it('passes without side-cars, at the lower level only, and is refused with them', async () => {
    const { election, trustees: parsed, random } = base;
    const last = JSON.parse((base.events[8] as Loose).shuffle).ciphertexts[0];
    const secret = parsePrivateKey(base.privateKeys[1] ?? '') ?? 0n;
    const alpha = parsePoint(last[0].alpha) as Point;
    const key = parsed.keys[1] as NonNullable<(typeof parsed.keys)[1]>;
    const forged = forgeFactor(key, election.fingerprint, secret, alpha, random);
    const events = replaceEvent(base.events, 'PartialDecryption', 1, (event) => [
      {
        ...event,
        record: editJson(event.record, (v) => {
          v.decryption_factors[0][0] = forged.factor;
          v.decryption_proofs[0][0] = forged.proof;
        }),
      },
    ]);
    const partials = events.flatMap((event) => (event.type === 'PartialDecryption' ? [event] : []));
    const { result } = unwrap(await combineResult({ election, trustees: parsed, ciphertexts: last, partials }));
    expect(result).not.toBe((base.events.at(-1) as Loose).result);
    const archive = archiveOf(replaceEvent(events, 'Result', 0, (event) => [{ ...event, result }]));
    expect(await verifyArchive(archive, { random })).toMatchObject({ ok: true, level: 'archive' });
    const strong = await verifyArchive(archive, { random, sidecars: sidecarList(base.sidecars) });
    expect(strong.failure).toMatchObject({ check: 'sidecars', code: 'sidecar_bad_proof' });
  });
});

describe('archives that are odd but valid', () => {
  it('accepts a voter who shows her vote, and reports nothing else about it', async () => {
    const parts = honestParts(base, 0, samplePayload(9));
    const beta = pointText(encodeBytes(samplePayload(9)));
    const open = forgeBallot(base, { ...parts, encryption: 0n, choices: { alpha: IDENTITY_TEXT, beta } });
    const ballots = base.events.flatMap((event) => (event.type === 'Ballot' ? [event.ballot] : []));
    const { events } = await finishElection(base, [...ballots, open]);
    const report = await verifyArchive(archiveOf(events), { random: base.random, checkPlaintexts: false });
    expect(report).toMatchObject({ ok: true, facts: { ballots: 5, counted: 3 } });
  });
});
