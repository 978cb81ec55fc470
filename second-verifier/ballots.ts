// Encrypted ballots (docs/spec/08-ballots.md).
import type { Election } from './election';
import { type Point, pointText, readKey, readPoint } from './group';
import { hash64 } from './hashing';
import { readJson, readObject, readTuple } from './json';
import type { Ledger } from './ledger';
import { holdsFor, readProof } from './schnorr';

/** (α, β) = (r·G, r·y + M). */
export interface Ciphertext {
  readonly alpha: Point;
  readonly beta: Point;
}

export interface Ballot {
  /** The public credential's text. */
  readonly credential: string;
  readonly ciphertext: Ciphertext;
}

const KEYS = ['election_uuid', 'election_hash', 'credential', 'answers', 'signature'];
const MAX_CHARACTERS = 4000;

/** Reads ballots in archive order: each under a listed credential, none twice, and no ciphertext twice. */
export function readBallots(
  ledger: Ledger,
  texts: readonly string[],
  election: Election,
  credentials: ReadonlyMap<string, Point>,
): Ballot[] {
  const seen = new Set<string>();
  return texts.map((text, index) => {
    const where = `ballot ${index + 1}`;
    const ballot = readBallot(ledger, text, election, where);
    const isListed = credentials.has(ballot.credential);
    ledger.require('ballot_unknown_credential', isListed, `the credential of ${where} is not listed`);
    ledger.require('ballot_duplicate', !seen.has(text), `${where} was cast before`);
    const ciphertext = pairText(ballot.ciphertext);
    ledger.require('ballot_duplicate_ciphertext', !seen.has(ciphertext), `the ciphertext of ${where} was cast before`);
    seen.add(text).add(ciphertext);
    ledger.tick('ballots', index + 1, texts.length);
    return ballot;
  });
}

/** One ballot by itself: its form, its hash, its signature and the proof of its ciphertext. */
export function readBallot(ledger: Ledger, text: string, election: Election, where: string): Ballot {
  ledger.require('not_canonical', text.length <= MAX_CHARACTERS, `${where} is too long`);
  const members = readObject(ledger, readJson(ledger, text, where), KEYS, where);
  const [uuid, fingerprint, credentialText, answers, signature] = members;
  ledger.require('ballot_wrong_election', uuid === election.uuid, `${where} is for the election ${uuid}`);
  const isOurs = fingerprint === election.fingerprint;
  ledger.require('ballot_wrong_election', isOurs, `${where} is for other terms of this election`);
  const credential = readKey(ledger, credentialText, 'ballot_identity', `the credential of ${where}`);
  const [answer] = readTuple(ledger, answers, 1, `the answers of ${where}`);
  const [choices, proof] = readObject(ledger, answer, ['choices', 'proof'], `the answer of ${where}`);
  const ciphertext = readCiphertext(ledger, choices, `the ciphertext of ${where}`);
  const known = readProof(ledger, proof, `the proof of ${where}`);
  const [hash, signed] = readObject(ledger, signature, ['hash', 'proof'], `the signature of ${where}`);
  const signedBy = readProof(ledger, signed, `the signature of ${where}`);

  const unsigned = JSON.stringify({
    election_uuid: uuid,
    election_hash: fingerprint,
    credential: credentialText,
    answers,
  });
  ledger.require('ballot_bad_hash', hash === hash64(unsigned), `the hash of ${where} is not that of its contents`);
  const isSigned = holdsFor(`sig|${hash}|`, credential, signedBy);
  ledger.require('ballot_bad_signature', isSigned, `the signature of ${where} does not verify`);
  const statement = `${election.fingerprint}|${credentialText}|${pointText(election.key)},${pairText(ciphertext)}`;
  const isKnown = holdsFor(`raweg|${statement}|`, ciphertext.alpha, known);
  ledger.require('ballot_bad_proof', isKnown, `the proof of ${where} does not verify`);
  return { credential: pointText(credential), ciphertext };
}

export function readCiphertext(ledger: Ledger, value: unknown, where: string): Ciphertext {
  const [alpha, beta] = readObject(ledger, value, ['alpha', 'beta'], where);
  return { alpha: readPoint(ledger, alpha, `alpha of ${where}`), beta: readPoint(ledger, beta, `beta of ${where}`) };
}

const pairText = ({ alpha, beta }: Ciphertext): string => `${pointText(alpha)},${pointText(beta)}`;
