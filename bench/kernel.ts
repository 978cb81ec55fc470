/**
 * `npm run bench:kernel`: what each operation of the arithmetic kernel takes, and how many times longer the same takes
 * with @noble/curves in the same run. Both take turns, and the least CPU time of each counts, so that other programs on
 * the machine disturb little.
 */
import { randomBytes } from 'node:crypto';
import { mulAddUnsafe, normalizeZ, pippenger } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { G, randomScalar } from '@/lib/crypto/group';
import { Pace } from '@/lib/crypto/pace';
import {
  addEach,
  areInSubgroup,
  decodePoints,
  encodePointList,
  multiplyAddEachPublic,
  multiplyBase,
  multiplyBasePublic,
  multiplyEach,
  multiplyEachPublic,
  multiScalarSum,
  multiScalarSumSecret,
  PointList,
  pointsFromEighths,
} from '@/lib/crypto/points';

const Noble = ed25519.Point;
const random = (length: number) => new Uint8Array(randomBytes(length));
const ROUNDS = 5;
/** Points for the kernel and, in a few hundred times fewer, for the other side. */
const COUNT = 2048;
const FEW = 24;

const scalars = Array.from({ length: COUNT }, () => randomScalar(random));
const points = multiplyBase(scalars);
const encodings = encodePointList(points);
const piece = (i: number) => encodings.subarray(32 * i, 32 * (i + 1));
const noble = Array.from({ length: FEW }, (_, i) => Noble.fromBytes(piece(i)));
const scalar = (i: number) => scalars[i] as bigint;
const each = (work: (point: (typeof noble)[number], i: number) => unknown) => () => {
  noble.forEach(work);
};
Noble.BASE.precompute(8);

function repeated(count: number): PointList {
  const copies = Array.from({ length: Math.ceil(count / COUNT) }, () => points);
  return PointList.join(copies).slice(0, count);
}

type Work = () => unknown;
interface Operation {
  readonly name: string;
  readonly kernel: Work;
  readonly items: number;
  readonly noble?: Work;
  readonly nobleItems?: number;
}

function sums(): Operation[] {
  return [100, 1_000, 10_000, 100_000].map((count) => {
    const list = repeated(count);
    const factors = Array.from({ length: count }, () => randomScalar(random));
    const few = Math.min(count, 1_000);
    const nobleList = normalizeZ(
      Noble,
      Array.from({ length: few }, (_, i) => Noble.fromBytes(piece(i % COUNT))),
    );
    return {
      name: `sum of ${count.toLocaleString('en')} multiples`,
      kernel: () => multiScalarSum(list, factors, new Pace(0)),
      items: count,
      noble: () => pippenger(Noble, nobleList, factors.slice(0, few)),
      nobleItems: few,
    };
  });
}

const base = G.add(points.at(1)).withTable();
const OPERATIONS: Operation[] = [
  {
    name: 'decode',
    kernel: () => decodePoints(encodings),
    items: COUNT,
    noble: each((_, i) => Noble.fromBytes(piece(i))),
  },
  {
    name: 'subgroup',
    kernel: () => areInSubgroup(points),
    items: COUNT,
    noble: each((point) => point.isTorsionFree()),
  },
  {
    name: '8·Q from a hint',
    kernel: () => pointsFromEighths(encodings),
    items: COUNT,
    noble: each((_, i) => Noble.fromBytes(piece(i)).clearCofactor().toBytes()),
  },
  {
    name: 'add',
    kernel: () => addEach(points, points),
    items: COUNT,
    noble: each((point) => point.add(point).toBytes()),
  },
  {
    name: 'fixed base, secret',
    kernel: () => multiplyBase(scalars, base),
    items: COUNT,
    noble: each((_, i) => Noble.BASE.multiply(scalar(i))),
  },
  {
    name: 'fixed base, public',
    kernel: () => multiplyBasePublic(scalars, base),
    items: COUNT,
    noble: each((_, i) => Noble.BASE.multiplyUnsafe(scalar(i))),
  },
  {
    name: 'variable base, secret',
    kernel: () => multiplyEach(points.slice(0, 512), scalars.slice(0, 512)),
    items: 512,
    noble: each((point, i) => point.multiply(scalar(i))),
  },
  {
    name: 'variable base, public',
    kernel: () => multiplyEachPublic(points.slice(0, 512), scalars.slice(0, 512)),
    items: 512,
    noble: each((point, i) => point.multiplyUnsafe(scalar(i))),
  },
  {
    name: 'a·A + b·B, public',
    kernel: () =>
      multiplyAddEachPublic(
        points.slice(0, 512),
        scalars.slice(0, 512),
        points.slice(512, 1024),
        scalars.slice(512, 1024),
      ),
    items: 512,
    noble: each((point, i) => mulAddUnsafe(Noble, [point, noble[0] ?? point], [scalar(i), scalar(i + 1)])),
  },
  { name: 'sum of secret multiples', kernel: () => multiScalarSumSecret(points, scalars, new Pace(0)), items: COUNT },
  ...sums(),
];

/** CPU time in µs. */
async function cpu(work: Work): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

console.log(`${'operation'.padEnd(32)}${'kernel µs'.padStart(10)}${'noble µs'.padStart(11)}${'ratio'.padStart(8)}`);
for (const { name, kernel, items, noble: other, nobleItems = FEW } of OPERATIONS) {
  let [least, leastOther] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    least = Math.min(least, (await cpu(kernel)) / items);
    if (other) leastOther = Math.min(leastOther, (await cpu(other)) / nobleItems);
  }
  const right = other ? `${leastOther.toFixed(1).padStart(11)}${(leastOther / least).toFixed(0).padStart(8)}` : '';
  console.log(`${name.padEnd(32)}${least.toFixed(2).padStart(10)}${right}`);
}
