import { beforeAll, describe, expect, it } from 'vitest';
import { decryptFactor } from '../../crypto/decryption';
import { G, modOrder, multiply, type Point, parsePoint, pointText, randomScalar } from '../../crypto/group';
import { proofToJson } from '../../crypto/schnorr';
import type { CiphertextText } from '../ciphertexts';
import { checkPartialDecryption, type OpeningContext, partiallyDecrypt } from '../opening';
import { encryptedTally } from '../tally';
import { playCeremony } from '../testing/ceremony';
import { forgeFactor } from '../testing/forge';
import { mutantsOf, pick } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';
import { castBallots, type Draft, draftElection, unwrap } from '../testing/small-election';
import { parsePrivateKey, parseTrustees } from '../trustees';

interface Opening {
  record: string;
  sidecar: string;
}
type Forgery = Opening & { how: string };

const OWNER = 1;
let draft: Draft;
let lists: CiphertextText[][];
/** Honest openings of the first list by the first trustee, each with its own randomness. */
let openings: Opening[];
/** By the second trustee, and of the second list. */
let theirs: Opening;
let elsewhere: Opening;

async function open(context: OpeningContext, owner: number, privateKey: string, ciphertexts: CiphertextText[]) {
  const { random } = draft;
  return unwrap(await partiallyDecrypt({ ...context, owner, privateKey, ciphertexts, random })) as Opening;
}

beforeAll(async () => {
  draft = draftElection('forged openings', 4);
  lists = [
    [0, 1],
    [2, 3],
  ].map((order) => encryptedTally(castBallots(draft, order).ballots).ciphertexts);
  const [first, second] = lists as [CiphertextText[], CiphertextText[]];
  const [mine, other] = draft.privateKeys as [string, string];
  openings = await Promise.all(Array.from({ length: 10 }, () => open(draft, OWNER, mine, first)));
  theirs = await open(draft, 2, other, first);
  elsewhere = await open(draft, OWNER, mine, second);
});

const verdict = async ({ record, sidecar }: Opening) => {
  const ciphertexts = lists[0] as CiphertextText[];
  const checked = await checkPartialDecryption({ ...draft, owner: OWNER, ciphertexts, record, sidecar });
  return checked.ok ? null : checked.code;
};

const recordOf = (factors: string[], proofs: object[]) =>
  JSON.stringify({ decryption_factors: [factors], decryption_proofs: [proofs] });
const alphaOf = (index: number) => parsePoint((lists[0] as CiphertextText[])[index]?.alpha ?? '') as Point;

describe(`partial decryptions and side-cars forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('accepts the opening that the forgeries start from', async () => {
    expect(await verdict(openings[0] as Opening)).toBeNull();
  });

  it('every field of the record changed', async () => {
    const random = forgeryRandom('decryption fields');
    const forgeries = [...openings.slice(0, 6), theirs, elsewhere].flatMap(({ record, sidecar }) =>
      mutantsOf(record, random).map(({ how, text }) => ({ how, record: text, sidecar })),
    );
    await refuseAll(forgeries, verdict, ['not_canonical', 'decryption_bad_proof', 'decryption_wrong_length']);
  });

  it('every field of the side-car changed', async () => {
    const random = forgeryRandom('sidecar fields');
    const forgeries = openings.flatMap(({ record, sidecar }) =>
      mutantsOf(sidecar, random).map(({ how, text }) => ({ how, record, sidecar: text })),
    );
    await refuseAll(forgeries, verdict, ['not_canonical', 'sidecar_bad_proof', 'point_not_in_subgroup']);
  });

  it('wrong factors with proofs that hold, and every side-car that their maker can offer', async () => {
    const random = forgeryRandom('wrong factors');
    const secret = parsePrivateKey(draft.privateKeys[0] ?? '') as bigint;
    const key = draft.trustees.keys[0] as { point: Point; text: string };
    const { fingerprint } = draft.election;
    const honest = JSON.parse((openings[0] as Opening).record);
    const forgeries: Forgery[] = [];
    for (let number = 0; number < FORGERIES + 2; number++) {
      const at = number % 2;
      const { factor, proof } = forgeFactor(key, fingerprint, secret, alphaOf(at), random);
      const factors = honest.decryption_factors[0].with(at, factor) as string[];
      const record = recordOf(factors, honest.decryption_proofs[0].with(at, proof));
      const offers = [...openings, theirs, elsewhere].map((opening) => opening.sidecar);
      const sidecar = pick([pick(offers, random), freshSidecar(secret)], random);
      forgeries.push({ how: `factor ${at}`, record, sidecar });
    }
    await refuseAll(forgeries, verdict, ['sidecar_bad_proof']);

    function freshSidecar(x: bigint): string {
      const [w, c] = [randomScalar(random), randomScalar(random)];
      const commitments = [multiply(G, w), multiply(alphaOf(0), w)].map(pointText);
      const response = modOrder(w + c * x).toString();
      return JSON.stringify({ version: 'pb-dleq-v1', owner: OWNER, commitments, response });
    }
  });

  it('openings with a share that is not the owner’s: of another owner, added up wrongly, made up', async () => {
    const random = forgeryRandom('shares');
    const { block, shares } = playCeremony(2, 3, random);
    const { trustees } = unwrap(parseTrustees(`[["Pedersen",${block}]]`));
    const context = { election: draft.election, trustees };
    const ciphertexts = lists[0] as CiphertextText[];
    const { sidecar } = await open(context, OWNER, String(shares[0]), ciphertexts);
    const forgeries = collect(FORGERIES + 5, (number) => {
      const [x1, x2, x3] = shares as [bigint, bigint, bigint];
      const wrong = [x2, x3, modOrder(2n * x1 - x2), modOrder(x1 + BigInt(number + 1)), randomScalar(random)];
      const secret = wrong[number % 5] as bigint;
      const key = trustees.keys[0] as { point: Point; text: string };
      const made = [0, 1].map((i) =>
        decryptFactor({ ...key, fingerprint: draft.election.fingerprint }, secret, alphaOf(i), random),
      );
      const factors = made.map(({ factor }) => pointText(factor));
      return {
        how: `share ${number % 5}`,
        record: recordOf(
          factors,
          made.map(({ proof }) => proofToJson(proof)),
        ),
        sidecar,
      };
    });
    const share = async ({ record }: Opening) => {
      const checked = await checkPartialDecryption({ ...context, owner: OWNER, ciphertexts, record, sidecar });
      return checked.ok ? null : checked.code;
    };
    await refuseAll(forgeries, share, ['decryption_bad_proof']);
  });
});
