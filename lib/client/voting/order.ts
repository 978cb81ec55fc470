/**
 * The order of projects on one device: random, so that no project gains from its place on the list, and the same each
 * time, so that a voter finds things again. It comes from a random number kept on the device, not from who the voter is.
 */

/** sfc32 (PractRand, public domain): 32-bit words from a 128-bit seed. For orders only, never for secrets. */
function* words(seed: string): Generator<number> {
  let [a, b, c, counter] = [0, 8, 16, 24].map((at) => Number.parseInt(seed.slice(at, at + 8), 16) | 0) as [
    number,
    number,
    number,
    number,
  ];
  for (;;) {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    yield sum >>> 0;
  }
}

const WORDS = 2 ** 32;

/** Fisher–Yates with equally likely places. `seed`: 32 hex digits. */
export function shuffledBy<T>(items: readonly T[], seed: string): T[] {
  const source = words(seed);
  const below = (bound: number) => {
    const limit = WORDS - (WORDS % bound);
    for (;;) {
      const word = source.next().value as number;
      if (word < limit) return word % bound;
    }
  };
  for (let i = 0; i < 15; i += 1) source.next(); // mixes the seed through
  const list = [...items];
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}
