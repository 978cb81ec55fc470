/** The end of a ceremony, and the fingerprints that trustees read to each other on the way. */
import { sha256Bytes, sha256Hex } from '../../crypto/hash';
import { CODE_LETTERS } from '../code-alphabet';
import { blockKey, blockText, certificatesHash, readCeremony } from './check';
import {
  type CeremonyChecked,
  type CeremonyMessages,
  CeremonyRefusal,
  type CeremonySetup,
  captureFault,
  nextStep,
} from './types';

const SPOKEN_GROUPS = 8;
const GROUP_LETTERS = 4;

/** 160 bits of SHA-256 as eight groups of four letters (Crockford's base 32), to be compared aloud. */
function spokenFingerprint(text: string): string {
  const bits = [...sha256Bytes(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from({ length: SPOKEN_GROUPS * GROUP_LETTERS }, (_, i) => {
    return CODE_LETTERS[Number.parseInt(bits.slice(5 * i, 5 * i + 5), 2)];
  }).join('');
  return Array.from({ length: SPOKEN_GROUPS }, (_, i) => letters.slice(4 * i, 4 * i + 4)).join(' ');
}

export interface CeremonyFingerprints {
  /** Of setup and certificates, once all are there: all trustees must see the same before anybody commits. */
  readonly certificates: string | null;
  /** Of the finished block, once all keys are there: all trustees must see the same before anybody confirms. */
  readonly block: string | null;
}

export function fingerprints(setup: CeremonySetup, messages: CeremonyMessages): CeremonyChecked<CeremonyFingerprints> {
  return captureFault(() => {
    const state = readCeremony(setup, messages);
    const { id, threshold, size } = state.setup;
    const has = (list: readonly (string | null)[]) => !list.includes(null);
    const certificates = JSON.stringify(['certificates', id, threshold, size, certificatesHash(state.certs)]);
    return {
      certificates: has(messages.certificate) ? spokenFingerprint(certificates) : null,
      block: has(messages.key) ? spokenFingerprint(JSON.stringify(['block', id, sha256Hex(blockText(state))])) : null,
    };
  });
}

/** The finished block, as it stands in trustees.json, and what it adds to the election's key (point text). */
export function finish(
  setup: CeremonySetup,
  messages: CeremonyMessages,
): CeremonyChecked<{ pedersen: string; publicKey: string; shareKeys: string[] }> {
  return captureFault(() => {
    const state = readCeremony(setup, messages);
    const { step } = nextStep(setup, messages);
    if (step !== 'done') throw new CeremonyRefusal('incomplete', `the ceremony is not finished: ${step}`);
    const shareKeys = state.keys.map((key) => key.public_key);
    return { pedersen: blockText(state), publicKey: blockKey(state).text, shareKeys };
  });
}

/**
 * Point text of the share's key that belongs to a signing key, in the finished block; null where no certificate names that
 * signing key. Its holder has signed it, so nobody else can put another in its place.
 */
export function shareKeyOf(
  setup: CeremonySetup,
  messages: CeremonyMessages,
  signingKey: string,
): CeremonyChecked<{ shareKey: string | null }> {
  return captureFault(() => {
    const { signers, keys } = readCeremony(setup, messages);
    const at = signers.findIndex(({ text }) => text === signingKey);
    if (at < 0) return { shareKey: null };
    const own = keys[at];
    if (!own) throw new CeremonyRefusal('incomplete', `there is no key of trustee ${at + 1} yet`);
    return { shareKey: own.public_key };
  });
}
