import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { deriveCredential, generateCredential } from '../credentials';
import {
  credentialMessage,
  deriveRegistrationKey,
  generateCode,
  possessionMessage,
  signInMessage,
  signMessage,
  verifyMessage,
} from '../registration';
import { type Mutant, mutantsOf } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';

const UUID = 'bB7qufT9UHBQmW';
const ROUND = 'round-2027';

/** Whoever asks to be registered: whose key, what was signed, and the signature. */
interface Claim {
  publicKey: string;
  text: string;
  signature: string;
}

let claims: Claim[];
let secrets: bigint[];

beforeAll(() => {
  const random = seededRandom('forged registrations');
  const people = Array.from({ length: 8 }, () => {
    const registration = deriveRegistrationKey(ROUND, generateCode(random));
    const credential = deriveCredential(UUID, generateCredential(random));
    return { registration, credential };
  });
  secrets = people.map(({ registration }) => registration.secret);
  claims = people.map(({ registration, credential }, i) => {
    const { secret, publicKey } = i % 2 === 0 ? registration : credential;
    const own =
      i % 2 === 0 ? credentialMessage(UUID, credential.publicKey) : possessionMessage(UUID, registration.publicKey);
    return { publicKey, text: own, signature: signMessage(secret, own, random) };
  });
});

const verdict = ({ publicKey, text, signature }: Claim) =>
  verifyMessage(publicKey, text, signature) ? null : 'refused';

describe(`registrations forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('accepts the honest ones', () => {
    expect(claims.map(verdict)).toEqual(claims.map(() => null));
  });

  it('key, message or signature changed in every field', async () => {
    const random = forgeryRandom('registrations');
    const isText = (value: unknown) => typeof value === 'string';
    const inSignature = (claim: Claim) =>
      mutantsOf(claim.signature, random).map(({ how, text }) => ({ ...claim, how, signature: text }));
    const around = (claim: Claim) =>
      mutantsOf(JSON.stringify(claim), random).flatMap(({ how, text }: Mutant) => {
        const forged = read(text);
        const isWhole = isText(forged?.publicKey) && isText(forged?.text) && isText(forged?.signature);
        return forged && isWhole && JSON.stringify(forged) !== JSON.stringify(claim) ? [{ ...forged, how }] : [];
      });
    const forgeries = claims.flatMap((claim) => [...inSignature(claim), ...around(claim)]);
    const isClaim = (forged: Claim) => claims.some((claim) => verdictText(claim) === verdictText(forged));
    await refuseAll(
      forgeries.filter((forged) => !isClaim(forged)),
      verdict,
      ['refused'],
    );
  });

  it('signatures for another election, purpose, person or credential', async () => {
    const random = forgeryRandom('replayed registrations');
    const forgeries = collect(FORGERIES + 4, (number) => {
      const [i, j] = [number % claims.length, (number + 1 + (number % 7)) % claims.length];
      const [mine, theirs] = [claims[i] as Claim, claims[j] as Claim];
      const ways: (Claim & { how: string })[] = [
        { ...mine, how: 'another election', text: mine.text.replace(UUID, `${UUID.slice(0, -3)}${100 + number}`) },
        { ...mine, how: 'another purpose', text: signInMessage(ROUND, mine.publicKey, `nonce-${number}`) },
        { ...mine, how: 'another person', publicKey: theirs.publicKey, text: `${theirs.text}${number}` },
        {
          ...mine,
          how: 'signed by somebody else',
          signature: signMessage(secrets[j] as bigint, `${mine.text}${' '.repeat(number)}`, random),
        },
      ];
      return ways[number % 4] as Claim & { how: string };
    });
    await refuseAll(forgeries, verdict, ['refused']);
  });
});

const verdictText = ({ publicKey, text, signature }: Claim) => JSON.stringify([publicKey, text, signature]);

function read(text: string): Claim | null {
  try {
    return JSON.parse(text) as Claim;
  } catch {
    return null;
  }
}
