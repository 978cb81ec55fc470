import { describe, expect, it } from 'vitest';
import { G, isIdentity, multiply, multiplyAddPublic, multiplyPublic, ORDER, type Point, randomScalar } from '../group';
import { Pace } from '../pace';
import {
  addEach,
  areInSubgroup,
  decodePoints,
  encodePointList,
  FAULT,
  multiplyAddEachPublic,
  multiplyBase,
  multiplyBasePublic,
  multiplyEach,
  multiplyEachPublic,
  multiScalarSum,
  multiScalarSumSecret,
  PointList,
  pointsFromEighths,
  subtractEach,
} from '../points';
import {
  curvePoints,
  EDGE_SCALARS,
  encodeAll,
  FIELD_ORDER,
  littleEndian,
  Reference,
  type ReferencePoint,
  TORSION,
} from '../testing/reference';
import { seededRandom } from '../testing/seeded-random';

const random = seededRandom('kernel');
const list = (points: readonly ReferencePoint[]) => decodePoints(encodeAll(points)).points;
const same = (made: PointList, expected: readonly ReferencePoint[]) =>
  expect(Buffer.from(encodePointList(made)).equals(encodeAll(expected))).toBe(true);
const samePoint = (made: Point, expected: ReferencePoint) => same(PointList.from([made]), [expected]);
const times = (point: ReferencePoint, scalar: bigint) => point.multiplyUnsafe(scalar);
const pace = new Pace(0);

/** Points of all eight cosets and of small order, an odd number, and a scalar for each. */
const POINTS = [...TORSION, ...curvePoints('differential', 3 * EDGE_SCALARS.length - 7)];
const SCALARS = POINTS.map(
  (_, i) => (i % 2 === 0 ? EDGE_SCALARS[(i >> 1) % EDGE_SCALARS.length] : undefined) ?? randomScalar(random),
);

describe('decoding, held against another implementation', () => {
  function referenceFault(encoding: Uint8Array): number {
    const y = BigInt(`0x${Buffer.from(encoding).reverse().toString('hex')}`) & (2n ** 255n - 1n);
    const sign = (encoding[31] as number) >> 7;
    if (y >= FIELD_ORDER || (sign === 1 && (y === 1n || y === FIELD_ORDER - 1n))) return FAULT.notCanonical;
    try {
      Reference.fromBytes(encoding);
      return FAULT.none;
    } catch {
      return FAULT.notOnCurve;
    }
  }

  const near = [0n, FIELD_ORDER, 2n ** 255n].flatMap((centre) =>
    Array.from({ length: 60 }, (_, i) => centre + BigInt(i) - 30n),
  );
  const edges = near
    .filter((y) => y >= 0n && y < 2n ** 255n)
    .flatMap((y) => [littleEndian(y), littleEndian(y + 2n ** 255n)]);
  const encodings = [
    ...edges,
    ...TORSION.map((point) => point.toBytes()),
    ...Array.from({ length: 601 }, () => random(32)),
  ];

  it('agrees on canonical form and curve for edges and random bytes', () => {
    const { points, faults } = decodePoints(Buffer.concat(encodings));
    expect([...faults]).toEqual(encodings.map(referenceFault));
    const counts = [FAULT.none, FAULT.notCanonical, FAULT.notOnCurve].map(
      (kind) => faults.filter((fault) => fault === kind).length,
    );
    expect(Math.min(...counts)).toBeGreaterThan(30);
    for (const [i, encoding] of encodings.entries()) {
      if (faults[i] === FAULT.none) expect(points.at(i).toBytes()).toEqual(Uint8Array.from(encoding));
      else expect(isIdentity(points.at(i))).toBe(true);
    }
  });

  it('does not depend on the neighbour in the other lane', () => {
    for (const pair of [
      [edges[3], random(32)],
      [random(32), edges[3]],
    ] as [Uint8Array, Uint8Array][]) {
      const together = decodePoints(Buffer.concat(pair));
      const alone = pair.map((encoding) => decodePoints(encoding));
      expect([...together.faults]).toEqual(alone.map(({ faults }) => faults[0]));
    }
  });
});

describe('the subgroup test', () => {
  it('accepts of the eight points of small order only the identity', () => {
    expect([...areInSubgroup(list(TORSION))]).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('agrees with multiplication by the order on all eight cosets', () => {
    const points = curvePoints('cosets', 401);
    expect([...areInSubgroup(list(points))]).toEqual(points.map((point) => (point.isTorsionFree() ? 1 : 0)));
    expect(points.filter((point) => point.isTorsionFree())).toHaveLength(51);
  });
});

describe('sums and multiples, held against another implementation', () => {
  const others = [...POINTS].reverse();

  it('add and subtract, a point to itself and its negative included', () => {
    const [a, b] = [list(POINTS), list(others)];
    same(
      addEach(a, b),
      POINTS.map((point, i) => point.add(others[i] as ReferencePoint)),
    );
    same(
      subtractEach(a, b),
      POINTS.map((point, i) => point.subtract(others[i] as ReferencePoint)),
    );
    same(
      addEach(a, a),
      POINTS.map((point) => point.double()),
    );
    same(
      subtractEach(a, a),
      POINTS.map(() => Reference.ZERO),
    );
  });

  it('give eight times a point of any order', () => {
    same(
      pointsFromEighths(encodeAll(POINTS)).points,
      POINTS.map((point) => times(point, 8n)),
    );
    expect([...areInSubgroup(pointsFromEighths(encodeAll(POINTS)).points)]).toEqual(POINTS.map(() => 1));
  });

  it('multiply by edge scalars and random ones, on the secret and the public path', () => {
    const expected = POINTS.map((point, i) => times(point, SCALARS[i] as bigint));
    same(multiplyEach(list(POINTS), SCALARS), expected);
    same(multiplyEachPublic(list(POINTS), SCALARS), expected);
    const reversed = [...SCALARS].reverse();
    const sums = expected.map((point, i) => point.add(times(others[i] as ReferencePoint, reversed[i] as bigint)));
    same(multiplyAddEachPublic(list(POINTS), SCALARS, list(others), reversed), sums);
  });

  it.each([0, 1, 2, 4, 7, 8, 9])('multiply point %i of the list through a table', (index) => {
    const base = POINTS[index] as ReferencePoint;
    const table = list([base]).at(0).withTable();
    const expected = EDGE_SCALARS.map((scalar) => times(base, scalar));
    same(multiplyBase(EDGE_SCALARS, table), expected);
    same(multiplyBasePublic(EDGE_SCALARS, table), expected);
    // Few multiplications of a point without a table make none.
    const plain = list([base]).at(0);
    same(multiplyBase(EDGE_SCALARS.slice(0, 5), plain), expected.slice(0, 5));
    same(multiplyBasePublic(EDGE_SCALARS.slice(0, 5), plain), expected.slice(0, 5));
    const summands = EDGE_SCALARS.map((_, i) => POINTS[i % POINTS.length] as ReferencePoint);
    const sums = expected.map((point, i) => point.add(summands[i] as ReferencePoint));
    for (const work of [multiplyBase, multiplyBasePublic]) {
      same(work(EDGE_SCALARS, table, list(summands)), sums);
      same(work(EDGE_SCALARS.slice(0, 5), plain, list(summands.slice(0, 5))), sums.slice(0, 5));
      expect(() => work([1n, 2n], table, list([base]))).toThrow(RangeError);
    }
    for (const scalar of EDGE_SCALARS.slice(0, 20)) {
      samePoint(multiplyPublic(table, scalar), times(base, scalar));
      samePoint(multiply(table, scalar), times(base, scalar));
      samePoint(multiplyAddPublic(table, scalar, G, 3n), times(base, scalar).add(times(Reference.BASE, 3n)));
    }
  });

  it('go on being right when more tables are in use than the kernel holds', () => {
    const bases = curvePoints('tables', 7);
    const tables = bases.map((base) => list([base]).at(0).withTable());
    for (const round of [2n, 3n]) {
      for (const [i, table] of tables.entries())
        samePoint(multiply(table, round), times(bases[i] as ReferencePoint, round));
    }
  });
});

describe('sums of multiples', () => {
  async function check(points: readonly ReferencePoint[], scalars: readonly bigint[]): Promise<void> {
    const expected = points.reduce((sum, point, i) => sum.add(times(point, scalars[i] as bigint)), Reference.ZERO);
    samePoint(await multiScalarSum(list(points), scalars, pace), expected);
    samePoint(await multiScalarSumSecret(list(points), scalars, pace), expected);
  }

  it.each([0, 1, 2, 3, 17, POINTS.length])('of the first %i points', async (count) => {
    await check(POINTS.slice(0, count), SCALARS.slice(0, count));
  });

  it('of one point many times, of opposites, and with equal digits', async () => {
    const point = POINTS[9] as ReferencePoint;
    await check(Array(40).fill(point), Array(40).fill(ORDER - 1n));
    await check([point, point.negate(), point, point.negate()], [5n, 5n, ORDER - 1n, ORDER - 1n]);
    await check(
      TORSION,
      TORSION.map(() => 2n ** 251n + 1n),
    );
  });

  it('across chunks, and of scalars given as bytes', async () => {
    const count = 65_536 + 1500;
    const some = curvePoints('chunks', 500);
    const pieces = list(some);
    const points = PointList.join(Array.from({ length: Math.ceil(count / 500) }, () => pieces)).slice(0, count);
    const scalars = Array.from(
      { length: count },
      (_, i) => (BigInt(i + 1) * 0x9e3779b97f4a7c15f39cc0605cedc835n ** 3n) % ORDER,
    );
    // The order of a point divides 8·ℓ: what belongs to one point is added up modulo that.
    const weights: bigint[] = some.map(() => 0n);
    for (const [i, scalar] of scalars.entries()) {
      weights[i % 500] = ((weights[i % 500] as bigint) + scalar) % (8n * ORDER);
    }
    const multiple = (point: ReferencePoint, scalar: bigint) =>
      times(times(point, 8n), scalar / 8n).add(times(point, scalar % 8n));
    const expected = some.reduce((sum, point, i) => sum.add(multiple(point, weights[i] as bigint)), Reference.ZERO);
    const bytes = Buffer.concat(scalars.map((scalar) => littleEndian(scalar)));
    samePoint(await multiScalarSum(points, bytes, pace), expected);
    const [few, fewScalars] = [points.slice(0, 2100), scalars.slice(0, 2100)];
    samePoint(
      await multiScalarSumSecret(few, fewScalars, pace),
      Reference.fromBytes((await multiScalarSum(few, fewScalars, pace)).toBytes()),
    );
  });
});
