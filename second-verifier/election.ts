// The election record (docs/spec/07-election.md).
import { type Point, readKey } from './group';
import { hash64, hashHex } from './hashing';
import { readArray, readJson, readObject, readText } from './json';
import type { Ledger } from './ledger';

export interface Election {
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  /** y, under which ballots are encrypted. */
  readonly key: Point;
  /** How many bytes a vote has: one for each answer. */
  readonly voteLength: number;
  /** fp, H64 of the election's text. */
  readonly fingerprint: string;
  readonly hash: string;
}

const KEYS = ['version', 'description', 'name', 'group', 'public_key', 'questions', 'uuid'];
const OPTIONAL_KEYS = ['administrator', 'credential_authority'];
const MAX_ANSWERS = 30;

export function readElection(ledger: Ledger, text: string): Election {
  const where = 'the election';
  const value = readJson(ledger, text, where);
  const present = OPTIONAL_KEYS.filter((key) => typeof value === 'object' && value !== null && key in value);
  const members = readObject(ledger, value, [...KEYS, ...present], where);
  const [version, description, name, group, key, questions, uuid, ...authorities] = members;
  for (const authority of authorities) readText(ledger, authority, 'an authority’s name');
  ledger.require('not_canonical', version === 1, 'the election is not of version 1');
  ledger.require('not_canonical', group === 'Ed25519', 'the election’s group is not Ed25519');
  const isUuid = typeof uuid === 'string' && /^[1-9A-HJ-NP-Za-km-z]{14,}$/.test(uuid);
  ledger.require('not_canonical', isUuid, 'the election’s id is not 14 or more base58 characters');
  return {
    uuid,
    name: readText(ledger, name, 'the election’s name'),
    description: readText(ledger, description, 'the election’s description'),
    key: readKey(ledger, key, 'election_key_identity', 'the election key'),
    voteLength: readQuestion(ledger, questions),
    fingerprint: hash64(text),
    hash: hashHex(text),
  };
}

function readQuestion(ledger: Ledger, value: unknown): number {
  const questions = readArray(ledger, value, 'the questions');
  ledger.require('not_canonical', questions.length === 1, `the election has ${questions.length} questions, not one`);
  const [type, content] = readObject(ledger, questions[0], ['type', 'value'], 'the question');
  ledger.require('not_canonical', type === 'NonHomomorphic', 'the question is not of the type NonHomomorphic');
  const [answers, question] = readObject(ledger, content, ['answers', 'question'], 'the question');
  readText(ledger, question, 'the question');
  const texts = readArray(ledger, answers, 'the answers');
  for (const answer of texts) readText(ledger, answer, 'an answer');
  const fits = texts.length >= 1 && texts.length <= MAX_ANSWERS;
  ledger.require('not_canonical', fits, `the question has ${texts.length} answers, not 1 to ${MAX_ANSWERS}`);
  return texts.length;
}
