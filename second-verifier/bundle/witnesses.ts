// People outside who co-signed heads of the board (docs/spec/09-board.md and 14-bundle.md).
import { readArray } from '../json';
import type { Ledger } from '../ledger';
import { canonicalText, readCanonical } from './canonical';
import { HEAD_MEMBERS, type Head, readHead } from './head';
import { rootOf } from './merkle';
import { readHash, readLine, readMembers } from './shapes';
import { isSigned } from './signing';

interface Cosignature extends Head {
  readonly witness: string;
}

const MAX_NAME = 120;

/** Checks every co-signature against this log; returns the witnesses' keys and the names that the city gives them. */
export function checkWitnesses(
  ledger: Ledger,
  text: string,
  log: readonly string[],
  fingerprint: string,
): { name: string; publicKey: string }[] {
  const { cosignatures, witnesses } = ledger.under('cosignatures_malformed', () => readCosignatures(ledger, text));
  for (const { signature, ...content } of cosignatures) {
    const where = `the co-signature of ${content.witness} on ${content.size} leaves`;
    const message = `largo-cosignature-v1|${canonicalText(content)}`;
    const holds = isSigned(message, signature, content.witness);
    ledger.require('cosignature_signature', holds, `${where} was not made by that witness`);
    const isOurs = content.electionFingerprint === fingerprint && content.size <= log.length;
    ledger.require('cosignature_other_log', isOurs, `${where} is on another log`);
    const isBeginning = content.root === rootOf(log.slice(0, content.size));
    ledger.require('cosignature_other_log', isBeginning, `${where} is on a log that begins otherwise`);
  }
  return witnesses;
}

function readCosignatures(ledger: Ledger, text: string) {
  const value = readCanonical(ledger, text, 'the co-signatures');
  const members = readMembers(ledger, value, ['cosignatures', 'version', 'witnesses'], 'the co-signatures');
  ledger.require('not_canonical', members.version === 1, 'the co-signatures are not of version 1');
  const cosignatures = readArray(ledger, members.cosignatures, 'the co-signatures').map((item) =>
    readCosignature(ledger, item),
  );
  const witnesses = readArray(ledger, members.witnesses, 'the witnesses').map((item) => {
    const { name, publicKey } = readMembers(ledger, item, ['name', 'publicKey'], 'a witness');
    return {
      name: readLine(ledger, name, 'the name of a witness', MAX_NAME),
      publicKey: readHash(ledger, publicKey, 'the key of a witness'),
    };
  });
  const places = cosignatures.map(({ size, witness }) => `${String(size).padStart(16, '0')} ${witness}`);
  ledger.require('not_canonical', ascend(places), 'the co-signatures are not sorted, or one occurs twice');
  const keys = witnesses.map(({ publicKey }) => publicKey);
  ledger.require('not_canonical', ascend(keys), 'the witnesses are not sorted, or one occurs twice');
  const signers = [...new Set(cosignatures.map(({ witness }) => witness))].sort();
  ledger.require('not_canonical', signers.join() === keys.join(), 'those named are not those who co-signed');
  return { cosignatures, witnesses };
}

function readCosignature(ledger: Ledger, value: unknown): Cosignature {
  const { witness, ...head } = readMembers(ledger, value, [...HEAD_MEMBERS, 'witness'], 'a co-signature');
  return {
    ...readHead(ledger, head, 'a co-signature'),
    witness: readHash(ledger, witness, 'the witness of a co-signature'),
  };
}

const ascend = (texts: readonly string[]): boolean =>
  texts.every((text, index) => index === 0 || text > (texts[index - 1] as string));
