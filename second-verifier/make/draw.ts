import { mod } from '../group';
import { hash512, integerOf } from '../hashing';

/** A source of scalars. */
export type Draw = () => bigint;

/** Scalars that depend on the seed alone: whoever knows it knows all secrets, which is right for examples only. */
export function drawFrom(seed: string): Draw {
  let count = 0;
  return () => {
    count += 1;
    return mod(integerOf(hash512(Buffer.from(`${seed}|${count}`))));
  };
}

/** The numbers from 0 to `size` − 1 in an order that is drawn. */
export function drawOrder(draw: Draw, size: number): number[] {
  const tickets = Array.from({ length: size }, (_, index) => ({ index, ticket: draw() }));
  return tickets.sort((a, b) => (a.ticket < b.ticket ? -1 : 1)).map(({ index }) => index);
}
