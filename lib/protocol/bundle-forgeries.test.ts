import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../crypto/hash';
import { generateSigningKey } from '../crypto/signing';
import { seededRandom } from '../crypto/testing/seeded-random';
import { encryptBallot } from './ballot';
import { headText, type Leaf, leafText, parseLeaf } from './board';
import { verifyBundle } from './bundle';
import { type BundleParts, bundleFiles } from './bundle-files';
import { type Composed, type Composition, compositionText, parseComposition } from './composition';
import { descriptionText, type PublicDescription } from './description';
import { encodeApproval } from './payload';
import { sortPointTexts } from './tally';
import { signSampleHead } from './testing/sample-board';
import { makeSampleBundle, type SampleBundle } from './testing/sample-bundle';
import type { SampleVotes } from './testing/sample-votes';
import { simpleCount } from './testing/simple-count';
import { makeTieSeed } from './tie-seed';

const random = seededRandom('bundle forgeries');
const deps = { count: simpleCount, random, checkPlaintexts: false };
const strangerKey = generateSigningKey(random).secretKey;
let sample: SampleBundle;
let other: SampleBundle;

beforeAll(async () => {
  sample = await makeSampleBundle({ seed: 'bundle', count: simpleCount });
  other = await makeSampleBundle({ seed: 'another bundle', count: simpleCount });
});

/** The check that fails and its code, or `valid`. */
async function verdict(files: ReadonlyMap<string, Uint8Array>, boardKey?: string): Promise<string> {
  const { ok, failure, checks } = await verifyBundle(files, { ...deps, boardKey });
  expect(ok).toBe(failure === undefined);
  expect(checks.filter((check) => !check.ok).map((check) => check.name)).toEqual(failure ? [failure.check] : []);
  return failure ? `${failure.check}: ${failure.code}` : 'valid';
}

function composition(parts: BundleParts): Composition {
  const parsed = parseComposition(parts.composition);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.composition;
}

/** What a server can do that holds the board's key: sign whatever log and composition it likes. */
function resign(parts: BundleParts, changes: Partial<Composition> = {}): void {
  const { fingerprint } = sample.election;
  const close = parts.log.findIndex((text) => parseLeaf(text)?.kind === 'close');
  const sign = (log: string[]) => signSampleHead(log, fingerprint, '2027-03-15T20:00Z', sample.signingKey);
  parts.head = headText(sign(parts.log));
  parts.composition = compositionText({ ...composition(parts), ...changes, head: sign(parts.log.slice(0, close + 1)) });
}

function positionOf(parts: BundleParts, kind: Leaf['kind'], nth = 0): number {
  const positions = parts.log.flatMap((text, i) => (parseLeaf(text)?.kind === kind ? [i] : []));
  return positions[nth] as number;
}

/** Removes an entry of the log, with the positions of left-out ballots moved along. */
function removeLeaf(parts: BundleParts, position: number): Composition['leftOutLeaves'] {
  parts.log.splice(position, 1);
  return composition(parts).leftOutLeaves.map((leaf) => (leaf > position ? leaf - 1 : leaf));
}

describe('a forged file is found by the check that is there for it', () => {
  const cases: [string, string, (parts: BundleParts) => void][] = [
    [
      'the projects in another order',
      'description: description_hash',
      (parts) => {
        const { projects } = sample.description;
        parts.description = descriptionText({ ...sample.description, projects: [...projects].reverse() });
      },
    ],
    [
      'a repeated key in the description',
      'description: description_malformed',
      (parts) => {
        parts.description = parts.description.replace('"city":', '"city":"x","city":');
      },
    ],
    [
      'a missing side-car',
      'sidecars: sidecar_missing',
      (parts) => {
        parts.sidecars.pop();
      },
    ],
    [
      'a side-car too many',
      'sidecars: sidecar_unexpected',
      (parts) => {
        parts.sidecars.push(parts.sidecars[0] as string);
      },
    ],
    [
      'a side-car of another election',
      'sidecars: sidecar_bad_proof',
      (parts) => {
        parts.sidecars[1] = other.parts.sidecars[1] as string;
      },
    ],
    [
      'a head that is none',
      'head: head_malformed',
      (parts) => {
        parts.head = '{}';
      },
    ],
    [
      'a head signed by another key',
      'head: head_signature',
      (parts) => {
        parts.head = headText(signSampleHead(parts.log, sample.election.fingerprint, '2027-03-15T20:00Z', strangerKey));
      },
    ],
    [
      'the head of another election',
      'head: head_other_election',
      (parts) => {
        parts.head = headText(
          signSampleHead(parts.log, other.election.fingerprint, '2027-03-15T20:00Z', sample.signingKey),
        );
      },
    ],
    [
      'a log cut short',
      'head: head_size',
      (parts) => {
        parts.log.pop();
      },
    ],
    [
      'two entries of the log exchanged',
      'head: head_root',
      (parts) => {
        [parts.log[1], parts.log[2]] = [parts.log[2] as string, parts.log[1] as string];
      },
    ],
  ];
  it.each(cases)('%s → %s', async (_, expected, forge) => {
    const parts = structuredClone(sample.parts);
    forge(parts);
    expect(await verdict(bundleFiles(parts))).toBe(expected);
  });
});

describe('a server that signs a forged log is found out', () => {
  const cases: [string, string, (parts: BundleParts) => void][] = [
    [
      'an entry that is no leaf',
      'board: leaf_malformed',
      (parts) => {
        parts.log[3] = `${parts.log[3]} `;
        resign(parts);
      },
    ],
    [
      'an entry twice',
      'board: leaf_repeated',
      (parts) => {
        parts.log.splice(3, 0, parts.log[positionOf(parts, 'revocation')] as string);
        resign(parts);
      },
    ],
    [
      'a log of another election',
      'board: leaf_election',
      (parts) => {
        parts.log[0] = other.parts.log[0] as string;
        resign(parts);
      },
    ],
    [
      'a ballot after the close',
      'board: leaf_records',
      (parts) => {
        parts.log.push(leafText({ kind: 'ballot', ballot: '0'.repeat(64) }));
        resign(parts);
      },
    ],
    [
      'a record before the close',
      'board: leaf_misplaced',
      (parts) => {
        parts.log.splice(positionOf(parts, 'close'), 0, leafText({ kind: 'tally', tally: '0'.repeat(64) }));
        resign(parts);
      },
    ],
    [
      'another side-car than the one that is published',
      'board: leaf_records',
      (parts) => {
        const at = positionOf(parts, 'decryption', 1);
        parts.log[at] = leafText({
          ...(parseLeaf(parts.log[at] as string) as Leaf & { kind: 'decryption' }),
          sidecar: '0'.repeat(64),
        });
        resign(parts);
      },
    ],
    [
      'two ballots exchanged',
      'composition: ballot_order',
      (parts) => {
        const [a, b] = sample.composed.archiveBallots
          .slice(0, 2)
          .map((ballot) => parts.log.indexOf(leafText({ kind: 'ballot', ballot })));
        [parts.log[a as number], parts.log[b as number]] = [
          parts.log[b as number] as string,
          parts.log[a as number] as string,
        ];
        resign(parts);
      },
    ],
    [
      'a composition that is none',
      'composition: composition_malformed',
      (parts) => {
        parts.composition = parts.composition.replace('"slots"', '"people"');
      },
    ],
    [
      'a composition signed over another log',
      'composition: composition_head',
      (parts) => {
        const head = signSampleHead(parts.log, sample.election.fingerprint, '2027-03-15T20:00Z', sample.signingKey);
        parts.composition = compositionText({ ...composition(parts), head });
      },
    ],
    [
      'a composition whose head the board did not sign',
      'composition: head_signature',
      (parts) => {
        const { head } = composition(parts);
        parts.composition = compositionText({ ...composition(parts), head: { ...head, batch: '2027-03-15T20:01Z' } });
      },
    ],
    [
      'leaving out what is no ballot',
      'composition: composition_leaves',
      (parts) => {
        parts.composition = compositionText({
          ...composition(parts),
          leftOutLeaves: [0, ...composition(parts).leftOutLeaves],
        });
      },
    ],
    [
      'leaving out in descending order',
      'composition: composition_leaves',
      (parts) => {
        const [leaf] = composition(parts).leftOutLeaves;
        parts.composition = compositionText({ ...composition(parts), leftOutLeaves: [leaf as number, leaf as number] });
      },
    ],
    [
      'a left-out ballot that is not shown',
      'composition: left_out_differ',
      (parts) => {
        parts.leftOut = [];
      },
    ],
    [
      'a left-out ballot with a wrong proof',
      'left_out: left_out_invalid',
      (parts) => {
        const text = parts.leftOut[0] as string;
        parts.leftOut[0] = text.replace(
          /"response":"(\d)/,
          (_, digit: string) => `"response":"${digit === '1' ? 2 : 1}`,
        );
        const at = parts.log.indexOf(leafText({ kind: 'ballot', ballot: sha256Hex(text) }));
        parts.log[at] = leafText({ kind: 'ballot', ballot: sha256Hex(parts.leftOut[0] as string) });
        resign(parts);
      },
    ],
    [
      'a superseded key that never voted',
      'left_out: superseded_keys',
      (parts) => {
        const stranger = other.composed.credentials[0] as string;
        resign(parts, { supersededKeys: sortPointTexts([...composition(parts).supersededKeys, stranger]) });
      },
    ],
    [
      'superseded keys twice',
      'left_out: superseded_keys',
      (parts) => {
        const [key] = composition(parts).supersededKeys;
        resign(parts, { supersededKeys: [key as string, key as string] });
      },
    ],
    [
      'a registration that is missing',
      'registrations: ballot_unregistered',
      (parts) => {
        const leftOutLeaves = removeLeaf(parts, positionOf(parts, 'registration'));
        resign(parts, { leftOutLeaves });
      },
    ],
    [
      'a revocation that is missing',
      'revocations: revocations_differ',
      (parts) => {
        const leftOutLeaves = removeLeaf(parts, positionOf(parts, 'revocation'));
        resign(parts, { leftOutLeaves });
      },
    ],
    [
      'a revocation of nobody',
      'revocations: revocations_differ',
      (parts) => {
        parts.log.splice(positionOf(parts, 'close'), 0, leafText({ kind: 'revocation', commitment: '0'.repeat(64) }));
        resign(parts);
      },
    ],
    [
      'totals by reason that do not add up',
      'counts: counts_differ',
      (parts) => {
        resign(parts, { otherReasons: 2 });
      },
    ],
    [
      'channels that do not add up',
      'counts: counts_differ',
      (parts) => {
        resign(parts, { counts: { ...composition(parts).counts, channels: { web: 7, booth: 0, paper: 0 } } });
      },
    ],
    ...(['slots', 'credentials', 'ballots', 'superseded', 'revoked', 'counted'] as const).map(
      (name): [string, string, (parts: BundleParts) => void] => [
        `a wrong number of ${name}`,
        'counts: counts_differ',
        (parts) => {
          const { counts } = composition(parts);
          resign(parts, { counts: { ...counts, [name]: counts[name] + 1 } });
        },
      ],
    ),
    [
      'another seed with its own commitment',
      'seed: seed_differs',
      (parts) => {
        parts.seed = makeTieSeed(random);
      },
    ],
    [
      'another seed under the right commitment',
      'seed: seed_differs',
      (parts) => {
        parts.seed = { ...parts.seed, seed: makeTieSeed(random).seed };
      },
    ],
    [
      'a seed that is none',
      'seed: seed_malformed',
      (parts) => {
        parts.seed = { ...parts.seed, seed: 'lucky' };
      },
    ],
    [
      'counted ballots in another order',
      'counted: counted_differs',
      (parts) => {
        const counted = JSON.parse(parts.counted) as { ballots: object[] };
        parts.counted = parts.counted.replace(
          JSON.stringify(counted.ballots),
          JSON.stringify(counted.ballots.reverse()),
        );
      },
    ],
    [
      'an invalid ballot made valid',
      'counted: counted_differs',
      (parts) => {
        parts.counted = parts.counted.replace('{"invalid":"too_many"}', '{"chosen":["P1"]}');
      },
    ],
    [
      'other winners',
      'outcome: winners_differ',
      (parts) => {
        parts.outcome = parts.outcome.replace(/"winners":\[.*?\]/, '"winners":["P5"]');
      },
    ],
    [
      'another total',
      'outcome: outcome_differs',
      (parts) => {
        parts.outcome = parts.outcome.replace(/"totalCostMinor":\d+/, '"totalCostMinor":1');
      },
    ],
    [
      'another trace',
      'outcome: outcome_differs',
      (parts) => {
        parts.outcome = parts.outcome.replace('"trace":{', '"trace":{"note":"trust me",');
      },
    ],
  ];
  it.each(cases)('%s → %s', async (_, expected, forge) => {
    const parts = structuredClone(sample.parts);
    forge(parts);
    expect(parts).not.toEqual(sample.parts);
    expect(await verdict(bundleFiles(parts))).toBe(expected);
  });

  it('a log without its close → board: leaf_misplaced', async () => {
    const parts = structuredClone(sample.parts);
    removeLeaf(parts, positionOf(parts, 'close'));
    resign(parts);
    expect(await verdict(bundleFiles(parts))).toBe('board: leaf_misplaced');
  });
});

describe('an archive made from other ballots than the board’s is found out', () => {
  async function forged(composed: (composed: Composed, votes: SampleVotes) => Composed): Promise<string> {
    return verdict((await makeSampleBundle({ seed: 'bundle', count: simpleCount, forge: { composed } })).files);
  }
  const keyOf = (votes: SampleVotes, hash: string) => votes.ballots.get(hash)?.credential as string;

  it('a dropped ballot', async () => {
    const drop = (composed: Composed, votes: SampleVotes): Composed => {
      const dropped = composed.archiveBallots.find(
        (hash) => composed.archiveBallots.filter((one) => keyOf(votes, one) === keyOf(votes, hash)).length === 1,
      );
      const archiveBallots = composed.archiveBallots.filter((hash) => hash !== dropped);
      return {
        ...composed,
        archiveBallots,
        credentials: composed.credentials.filter((key) => key !== keyOf(votes, dropped ?? '')),
      };
    };
    expect(await forged(drop)).toBe('composition: ballot_dropped');
  });

  it('a stuffed ballot of a registered key', async () => {
    const stuff = (composed: Composed, votes: SampleVotes): Composed => {
      const [key, credential] = [...votes.credentials].find(([one]) => composed.credentials.includes(one)) as [
        string,
        string,
      ];
      const { ballot } = encryptBallot({
        election: sample.election,
        credential,
        payload: encodeApproval(5, [1]),
        random,
      });
      votes.ballots.set(sha256Hex(ballot), { credential: key, channel: 'web', text: ballot });
      return { ...composed, archiveBallots: [...composed.archiveBallots, sha256Hex(ballot)] };
    };
    expect(await forged(stuff)).toBe('composition: ballot_stuffed');
  });

  it('a revote that comes before the ballot that it replaces', async () => {
    const turn = (composed: Composed): Composed => ({
      ...composed,
      archiveBallots: [...composed.archiveBallots].reverse(),
    });
    expect(await forged(turn)).toBe('composition: ballot_order');
  });

  it('a listed credential that never voted', async () => {
    const add = (composed: Composed): Composed => ({
      ...composed,
      credentials: sortPointTexts([...composed.credentials, ...composed.composition.supersededKeys]),
    });
    expect(await forged(add)).toBe('composition: credentials_differ');
  });

  /** Leaves out the single ballot of a live key, everywhere but on the board. */
  const leaveOut =
    (supersede: boolean) =>
    (composed: Composed, votes: SampleVotes): Composed => {
      const victim = composed.archiveBallots.find(
        (hash) => composed.archiveBallots.filter((one) => keyOf(votes, one) === keyOf(votes, hash)).length === 1,
      ) as string;
      const key = keyOf(votes, victim);
      const at = sample.parts.log.indexOf(leafText({ kind: 'ballot', ballot: victim }));
      const leftOutLeaves = [...composed.composition.leftOutLeaves, at].sort((a, b) => a - b);
      const supersededKeys = supersede
        ? sortPointTexts([...composed.composition.supersededKeys, key])
        : composed.composition.supersededKeys;
      return {
        composition: { ...composed.composition, leftOutLeaves, supersededKeys },
        archiveBallots: composed.archiveBallots.filter((hash) => hash !== victim),
        leftOutBallots: leftOutLeaves.map(
          (leaf) => (parseLeaf(sample.parts.log[leaf] as string) as Leaf & { kind: 'ballot' }).ballot,
        ),
        credentials: composed.credentials.filter((one) => one !== key),
      };
    };

  it('a left-out ballot of a live key', async () => {
    expect(await forged(leaveOut(false))).toBe('left_out: left_out_live_key');
  });

  it('a live key that is called superseded', async () => {
    expect(await forged(leaveOut(true))).toBe('revocations: revocations_differ');
  });

  it('a superseded ballot that is counted after all', async () => {
    const count = (composed: Composed, votes: SampleVotes): Composed => {
      const archiveBallots = sample.parts.log.flatMap((text) => {
        const leaf = parseLeaf(text);
        return leaf?.kind === 'ballot' ? [leaf.ballot] : [];
      });
      const credentials = sortPointTexts([...new Set(archiveBallots.map((hash) => keyOf(votes, hash)))]);
      return {
        composition: { ...composed.composition, leftOutLeaves: [] },
        archiveBallots,
        leftOutBallots: [],
        credentials,
      };
    };
    expect(await forged(count)).toBe('left_out: superseded_key_counted');
  });
});

describe('a description that names others than those who acted is found out', () => {
  async function forged(
    change: (description: PublicDescription) => Partial<PublicDescription>,
    boardKey?: string,
  ): Promise<string> {
    const description = (truth: PublicDescription): PublicDescription => ({ ...truth, ...change(truth) });
    return verdict(
      (await makeSampleBundle({ seed: 'named', count: simpleCount, voters: 2, forge: { description } })).files,
      boardKey,
    );
  }

  it('another trustee', async () => {
    expect(await forged(({ trustees }) => ({ trustees: [...trustees].reverse() }))).toBe('parties: trustees_differ');
  });

  it('another mixer', async () => {
    expect(await forged(({ mixers }) => ({ mixers: [...mixers].reverse() }))).toBe('parties: mixers_differ');
    const server = { owner: 3, name: 'City server', kind: 'server' } as const;
    expect(await forged(({ mixers }) => ({ mixers: [...mixers, server] }))).toBe('parties: mixers_differ');
  });

  it('another board', async () => {
    const { boardKey } = await makeSampleBundle({ seed: 'named', count: simpleCount, voters: 2 });
    expect(await forged(() => ({ boardKey: other.boardKey }))).toBe('head: head_signature');
    expect(await forged(() => ({ boardKey: other.boardKey }), boardKey)).toBe('head: head_key_differs');
    expect(await forged(() => ({}), other.boardKey)).toBe('head: head_signature');
    expect(await forged(() => ({}), boardKey)).toBe('valid');
  });

  it('a smaller roll than people who voted', async () => {
    expect(await forged(({ roll }) => ({ roll: { ...roll, size: 1 } }))).toBe('counts: more_ballots_than_people');
  });

  it('a rule that cannot be counted', async () => {
    const bundle = await makeSampleBundle({
      seed: 'rule',
      count: (input) => ({ ...simpleCount({ ...input, description: sample.description }), trace: null }),
      voters: 2,
      description: { counting: { rule: 'best_guess', parameters: {}, ties: 'default' } },
    });
    expect(await verdict(bundle.files)).toBe('outcome: cannot_count');
  });
});
