// Generators nobody knows a logarithm of (docs/spec/02-group-and-texts.md).
import { FIELD, type Point, pointWithY } from './group';
import { hash, integerOf } from './hashing';

/** The generator hᵢ, i ≥ 0, or h for i = −1: nobody knows its logarithm to any other. */
export function generator(index: number): Point {
  let y = integerOf(hash(`ggen|${index}`)) >> 2n;
  for (;;) {
    const point = pointWithY(y % FIELD, false);
    if (point !== null) return point.double().double().double();
    y += 1n;
  }
}
