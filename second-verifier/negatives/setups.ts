// Elections whose trustees, key or credentials are not sound, with everything after them honest; and side-cars that are
// too many or too few.
import type { Code } from '../checks';
import { encode } from '../encoding';
import { G, O, pointText, times } from '../group';
import { hash64 } from '../hashing';
import { writeArchive } from '../make/archive';
import { encryptPoint, signBallot } from '../make/ballot';
import { castAll, finish, type Plan, type Setup, setUp } from '../make/election';
import { prove, signMessage } from '../make/proofs';
import { editRecord } from './edit';
import { type Example, refused } from './negative';

/** The plan's trustees must be a single one and a block. */
export function badSetups(plan: Plan): Example[] {
  return [
    ...badTrustees(plan),
    ...badElections(plan),
    ...badCredentials(plan),
    ...badBallots(plan),
    ...badSideCars(plan),
  ];
}

const NOBODY = { pok: prove(`pok|Ed25519|${pointText(O)}|`, 0n, () => 5n), public_key: pointText(O) };
const PAYLOAD = [1, ...Array.from({ length: 29 }, () => 0)];

// biome-ignore lint/suspicious/noExplicitAny: records are taken apart and spoiled in every place
type Trustees = any;

function badTrustees(plan: Plan): Example[] {
  const setup = setUp(plan);
  const [signer = 0n] = setup.trustees.signing;
  const share = setup.trustees.secrets[1] ?? 0n;
  /** The first share's key replaced by another, with proof and signature as they must be. */
  const otherShare = (secret: bigint) => {
    const text = pointText(times(secret, G));
    const pok = prove(`pok|Ed25519|${text}|`, secret, setup.draw);
    return { pok, public_key: text, signature: signMessage(text, signer, setup.draw).signature };
  };
  const resigned = (from: string, to: string) => (block: Trustees) => {
    const message = block.certs[0].message.replace(from, to);
    return { ...block, certs: [signMessage(message, signer, setup.draw), ...block.certs.slice(1)] };
  };
  const blocks: [string, Code, (block: Trustees) => Trustees][] = [
    ['threshold-0', 'threshold_bad_shape', (block) => ({ ...block, threshold: 0 })],
    ['threshold-above-size', 'threshold_bad_shape', (block) => ({ ...block, threshold: block.certs.length + 1 })],
    ['certificate-missing', 'threshold_bad_shape', (block) => ({ ...block, certs: block.certs.slice(1) })],
    [
      'share-key-missing',
      'threshold_bad_shape',
      (block) => ({ ...block, verification_keys: block.verification_keys.slice(1) }),
    ],
    ['certificate-for-other-size', 'threshold_bad_shape', resigned('"size":3', '"size":4')],
    ['certificate-for-other-threshold', 'threshold_bad_shape', resigned('"threshold":2', '"threshold":1')],
    ['certificate-for-other-place', 'threshold_bad_shape', resigned('"index":1', '"index":2')],
    ['certificate-for-other-group', 'not_canonical', resigned('Ed25519', 'Ed448')],
    ['certificate-with-blank', 'not_canonical', resigned('"size":3', '"size": 3')],
    [
      'certificate-unsigned',
      'threshold_bad_signature',
      (block) => ({ ...block, certs: withMessage(block.certs, /("encryption":")[0-9a-f]{64}/, pointText(G)) }),
    ],
    [
      'dealing-of-other-degree',
      'threshold_bad_shape',
      (block) => ({ ...block, coefexps: redealt(block, signer, setup, (points) => points.slice(1)) }),
    ],
    [
      'dealing-other',
      'threshold_bad_signature',
      (block) => ({ ...block, coefexps: redealt(block, signer, setup, (points) => [...points].reverse()) }),
    ],
    [
      'dealings-exchanged',
      'threshold_bad_signature',
      (block) => ({ ...block, coefexps: [...block.coefexps].reverse() }),
    ],
    ['certificates-exchanged', 'threshold_bad_shape', (block) => ({ ...block, certs: [...block.certs].reverse() })],
    [
      'share-key-other',
      'threshold_bad_key',
      (block) => ({ ...block, verification_keys: [otherShare(share + 1n), ...block.verification_keys.slice(1)] }),
    ],
    [
      'share-key-identity',
      'trustee_key_identity',
      (block) => ({ ...block, verification_keys: [otherShare(0n), ...block.verification_keys.slice(1)] }),
    ],
  ];
  const withBlock =
    (edit: (block: Trustees) => Trustees) =>
    ([single, [kind, block]]: Trustees) => [single, [kind, edit(block)]];
  const lists: [string, Code, (list: Trustees) => Trustees][] = [
    ['trustees-empty', 'trustees_empty', () => []],
    ['trustee-missing', 'election_key_mismatch', (list) => list.slice(1)],
    ['trustee-twice', 'trustee_key_duplicate', (list) => [list[0], ...list]],
    ['trustee-identity', 'trustee_key_identity', (list) => [['Single', NOBODY], ...list]],
    ['trustee-of-unknown-kind', 'not_canonical', (list) => [['Double', list[0][1]], ...list.slice(1)]],
    [
      'trustee-with-name',
      'not_canonical',
      ([[kind, single], ...rest]) => [[kind, { ...single, name: 'Ana' }], ...rest],
    ],
    ...blocks.map(([name, code, edit]): [string, Code, (list: Trustees) => Trustees] => [name, code, withBlock(edit)]),
  ];
  const { events } = finish(setup, castAll(setup));
  return lists.map(([name, code, edit]) => {
    const edited = editRecord(events, { type: 'Setup', record: 1 }, (text) => JSON.stringify(edit(JSON.parse(text))));
    return { name, file: writeArchive(edited), verdict: refused('setup', code) };
  });
}

function withMessage(certs: Trustees[], pattern: RegExp, to: string): Trustees[] {
  const [{ message, signature }, ...rest] = certs;
  return [{ message: message.replace(pattern, `$1${to}`), signature }, ...rest];
}

/** The first dealer's commitments changed and signed again; the signature under all certificates stays the old one. */
function redealt(block: Trustees, signer: bigint, { draw }: Setup, edit: (points: string[]) => string[]): Trustees[] {
  const points = edit(JSON.parse(block.coefexps[0].message).coefexps);
  return [signMessage(JSON.stringify({ coefexps: points }), signer, draw), ...block.coefexps.slice(1)];
}

/** Elections hashed and voted in as they are: the spoiled record is the one that ballots name. */
function badElections(plan: Plan): Example[] {
  const answers = JSON.stringify(Array.from({ length: 31 }, (_, index) => `b${index}`));
  const cases: [string, Code, (text: string) => string][] = [
    [
      'election-identity',
      'election_key_identity',
      (text) => text.replace(/("public_key":")[0-9a-f]{64}/, `$1${pointText(O)}`),
    ],
    [
      'election-other-key',
      'election_key_mismatch',
      (text) => text.replace(/("public_key":")[0-9a-f]{64}/, `$1${pointText(G)}`),
    ],
    ['election-version-2', 'not_canonical', (text) => text.replace('"version":1', '"version":2')],
    ['election-other-group', 'not_canonical', (text) => text.replace('"Ed25519"', '"RFC-3526-2048"')],
    ['election-homomorphic', 'not_canonical', (text) => text.replace('NonHomomorphic', 'Homomorphic')],
    ['election-31-answers', 'not_canonical', (text) => text.replace(/("answers":)\[[^\]]*\]/, `$1${answers}`)],
    ['election-no-answers', 'not_canonical', (text) => text.replace(/("answers":)\[[^\]]*\]/, '$1[]')],
    ['election-two-questions', 'not_canonical', (text) => text.replace(/("questions":\[)(.*?\}\})/, '$1$2,$2')],
    ['election-short-id', 'not_canonical', (text) => text.replace(/("uuid":")[^"]*/, '$1short')],
    [
      'election-key-order',
      'not_canonical',
      (text) => text.replace(/"version":1,("description":"[^"]*")/, '$1,"version":1'),
    ],
    ['election-more-members', 'not_canonical', (text) => text.replace(/\}$/, ',"weights":true}')],
  ];
  return cases.map(([name, code, edit]) => {
    const setup = setUp(plan);
    const electionText = edit(setup.electionText);
    const spoiled = { ...setup, electionText, fingerprint: hash64(electionText) };
    return { name, file: writeArchive(finish(spoiled, castAll(spoiled)).events), verdict: refused('setup', code) };
  });
}

function badCredentials(plan: Plan): Example[] {
  const setup = setUp(plan);
  const { events } = finish(setup, castAll(setup));
  const cases: [string, Code, (list: string[]) => unknown][] = [
    ['credential-twice', 'credential_duplicate', (list) => [list[0], ...list]],
    ['credential-identity', 'credential_identity', (list) => [pointText(O), ...list]],
    ['credential-with-weight', 'point_not_canonical', ([one, ...rest]) => [`${one},2`, ...rest]],
    ['credentials-no-list', 'not_canonical', (list) => ({ list })],
  ];
  return cases.map(([name, code, edit]) => {
    const edited = editRecord(events, { type: 'Setup', record: 2 }, (text) => JSON.stringify(edit(JSON.parse(text))));
    return { name, file: writeArchive(edited), verdict: refused('setup', code) };
  });
}

function badBallots(plan: Plan): Example[] {
  const setup = setUp(plan);
  const ballots = castAll(setup);
  const [{ voter } = { voter: 0 }] = plan.votes;
  const secret = setup.voters[voter] as bigint;
  const r = setup.draw();
  const one = encryptPoint(setup, secret, encode(PAYLOAD), r, setup.draw);
  const again = encryptPoint(setup, secret, encode(PAYLOAD), r, setup.draw);
  const { proof } = JSON.parse(one.text).answers[0];
  const nobody = signBallot(setup, 0n, one.ciphertext, proof, setup.draw);
  const cases: [string, Code, string[]][] = [
    ['ballot-with-used-ciphertext', 'ballot_duplicate_ciphertext', [one.text, again.text]],
    ['ballot-of-identity', 'ballot_identity', [nobody.text]],
    ['ballot-too-long', 'not_canonical', [one.text.replace('"challenge":"', `"challenge":"${'0'.repeat(4000)}`)]],
    ['ballot-with-blank', 'not_canonical', [one.text.replace(',', ', ')]],
    [
      'ballot-key-order',
      'not_canonical',
      [one.text.replace(/("election_uuid":"[^"]*"),("election_hash":"[^"]*")/, '$2,$1')],
    ],
    ['ballot-more-members', 'not_canonical', [one.text.replace(/\}$/, ',"weight":2}')]],
    ['ballot-two-answers', 'not_canonical', [one.text.replace(/("answers":\[)(.*)(\],"signature")/, '$1$2,$2$3')]],
    ['ballot-escaped', 'not_canonical', [one.text.replace('"election_hash"', '"election\\u005fhash"')]],
  ];
  return cases.map(([name, code, texts]) => {
    const added = texts.map((text) => ({ ...one, text }));
    return {
      name,
      file: writeArchive(finish(setup, [...ballots, ...added]).events),
      verdict: refused('ballots', code),
    };
  });
}

function badSideCars(plan: Plan): Example[] {
  const setup = setUp(plan);
  const { events, sideCars } = finish(setup, castAll(setup));
  const file = writeArchive(events);
  // biome-ignore lint/suspicious/noExplicitAny: records are taken apart and spoiled in every place
  const cases: [string, Code | null, (list: any[]) => string][] = [
    ['side-cars-honest', null, (list) => JSON.stringify(list)],
    ['side-cars-with-line-end', null, (list) => `${JSON.stringify(list)}\r\n`],
    ['side-cars-in-other-order', null, (list) => JSON.stringify([...list].reverse())],
    ['side-cars-with-blank', 'not_canonical', (list) => `${JSON.stringify(list)} `],
    ['side-cars-with-two-line-ends', 'not_canonical', (list) => `${JSON.stringify(list)}\n\n`],
    ['side-cars-missing', 'sidecar_missing', () => '[]'],
    ['side-car-missing', 'sidecar_missing', (list) => JSON.stringify(list.slice(1))],
    ['side-car-twice', 'sidecar_unexpected', (list) => JSON.stringify([...list, list[0]])],
    ['side-car-of-nobody', 'sidecar_unexpected', ([one, ...rest]) => JSON.stringify([{ ...one, owner: 77 }, ...rest])],
    [
      'side-cars-exchanged',
      'sidecar_bad_proof',
      ([a, b, ...rest]) => JSON.stringify([{ ...b, owner: a.owner }, { ...a, owner: b.owner }, ...rest]),
    ],
    [
      'side-car-version',
      'not_canonical',
      ([one, ...rest]) => JSON.stringify([{ ...one, version: 'pb-dleq-v2' }, ...rest]),
    ],
  ];
  return cases.map(([name, code, edit]) => {
    const verdict = code === null ? null : refused('sidecars', code);
    return { name, file, sideCars: edit(JSON.parse(sideCars)), verdict };
  });
}
