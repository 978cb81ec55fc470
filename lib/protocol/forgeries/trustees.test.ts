import { beforeAll, describe, expect, it } from 'vitest';
import { G, modOrder, multiply, type Point, parsePoint, pointText, randomScalar } from '../../crypto/group';
import type { RandomBytes } from '../../crypto/random';
import { challenge, proofToJson } from '../../crypto/schnorr';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { playCeremony } from '../testing/ceremony';
import { editJson, type Loose } from '../testing/forge';
import { type Mutant, mutantsOf, pick } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';
import { checkTrusteeKey, makeTrusteeKey, parseTrustees } from '../trustees';

let keys: { privateKey: string; publicKey: string }[];
/** Two ceremonies of the same people's number and threshold. */
let blocks: [string, string];

beforeAll(() => {
  const random = seededRandom('forged trustees');
  keys = Array.from({ length: 10 }, () => makeTrusteeKey(random));
  blocks = [playCeremony(2, 3, random).block, playCeremony(2, 3, random).block];
});

const keyVerdict = ({ text }: Mutant) => {
  const checked = checkTrusteeKey(text);
  return checked.ok ? null : checked.code;
};

const listOf = (block: string) => `[["Pedersen",${block}]]`;

const blockVerdict = ({ text }: Mutant) => {
  const checked = parseTrustees(listOf(text));
  return checked.ok ? null : checked.code;
};

/** Changes inside the signed messages of a block, which are JSON texts within the JSON. */
function insideMessages(block: string, random: RandomBytes): Mutant[] {
  return (['certs', 'coefexps'] as const).flatMap((list) =>
    [0, 1, 2].flatMap((i) =>
      mutantsOf(JSON.parse(block)[list][i].message, random).map(({ how, text }) => ({
        how: `${list} ${i}: ${how}`,
        text: editJson(block, (v) => (v[list][i].message = text)),
      })),
    ),
  );
}

const LISTS = ['certs', 'coefexps', 'signatures', 'verification_keys'] as const;

/** What somebody can say about a key without knowing its secret. */
function guessProof(point: Point, random: RandomBytes): Loose {
  const nonce = randomScalar(random);
  const c = challenge(`pok|Ed25519|${pointText(point)}|`, [multiply(G, nonce)]);
  return pick(
    [proofToJson({ challenge: c, response: nonce }), proofToJson({ challenge: c, response: modOrder(nonce - c) })],
    random,
  );
}

describe(`trustees forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('accepts what the forgeries start from', () => {
    expect(keys.map(({ publicKey }) => keyVerdict({ how: '', text: publicKey }))).toEqual(keys.map(() => null));
    expect(blocks.map((text) => blockVerdict({ how: '', text }))).toEqual([null, null]);
  });

  it('every field of a key changed', async () => {
    const random = forgeryRandom('trustee keys');
    const forgeries = keys.flatMap(({ publicKey }) => mutantsOf(publicKey, random));
    const codes = ['not_canonical', 'trustee_bad_proof', 'trustee_key_identity', 'point_not_in_subgroup'];
    await refuseAll(forgeries, keyVerdict, [...codes, 'scalar_not_canonical']);
  });

  it('keys that cancel those of others, without their secret', async () => {
    const random = forgeryRandom('rogue keys');
    const points = keys.map(({ publicKey }) => parsePoint(JSON.parse(publicKey).public_key) as Point);
    const forgeries = collect(FORGERIES, (number) => {
      const victims = points.slice(0, 1 + (number % 9));
      const sum = victims.reduce((all, point) => all.add(point));
      const rogue = multiply(G, randomScalar(random)).subtract(sum);
      const text = JSON.stringify({ pok: guessProof(rogue, random), public_key: pointText(rogue) });
      return { how: `against ${victims.length}`, text };
    });
    await refuseAll(forgeries, keyVerdict, ['trustee_bad_proof']);
  });

  it('every field of a block changed, those inside its signed messages too', async () => {
    const random = forgeryRandom('block fields');
    const [block] = blocks;
    const forgeries = [...mutantsOf(block, random), ...insideMessages(block, random)];
    const codes = ['not_canonical', 'threshold_bad_shape', 'threshold_bad_signature', 'trustee_bad_proof'];
    await refuseAll(forgeries, blockVerdict, [...codes, 'scalar_not_canonical', 'point_not_canonical']);
  });

  it('blocks put together from two ceremonies', async () => {
    const random = forgeryRandom('block parts');
    const [mine, theirs] = blocks.map((text) => JSON.parse(text)) as [Loose, Loose];
    const seen = new Set<string>(blocks);
    const forgeries = collect(2 * FORGERIES, () => {
      const taken = LISTS.flatMap((list) => [0, 1, 2].map((i) => ({ list, i }))).filter(() => (random(1)[0] ?? 0) < 96);
      const text = editJson(JSON.stringify(mine), (v) => {
        for (const { list, i } of taken) v[list][i] = theirs[list][i];
      });
      return { how: taken.map(({ list, i }) => `${list} ${i}`).join(', '), text };
    }).filter(({ text }) => !seen.has(text) && seen.add(text));
    await refuseAll(forgeries, blockVerdict, ['threshold_bad_signature']);
  });

  it('blocks whose shares do not belong to the dealt polynomials', async () => {
    const random = forgeryRandom('wrong shares');
    const forgeries = collect(FORGERIES, (number) => {
      const size = 1 + (number % 3);
      const { block } = playCeremony(1 + (number % size), size, random, { error: randomScalar(random) });
      return { how: `of ${size}`, text: block };
    });
    await refuseAll(forgeries, blockVerdict, ['threshold_bad_key']);
  });
});
