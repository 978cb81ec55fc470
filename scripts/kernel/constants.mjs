// The constants of the field and of the curve: the text of lib/crypto/kernel/assembly/constants.generated.ts.
// Each is computed here from its definition and laid out as a pair with the same element in both lanes.

const P = 2n ** 255n - 19n;
const BITS = [26n, 25n];
const LIMBS = 10;

function power(base, exponent) {
  let [result, square] = [1n, base % P];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

const inverse = (x) => power(x, P - 2n);
const negative = (x) => P - (x % P);

const SQRT_MINUS_1 = power(2n, (P - 1n) / 4n);

/** The even one of the two square roots. */
function root(x) {
  const candidate = power(x, (P + 3n) / 8n);
  const found = [candidate, (candidate * SQRT_MINUS_1) % P].find((y) => (y * y) % P === x % P);
  if (found === undefined) throw new Error('no square');
  return found % 2n === 0n ? found : P - found;
}

const D = (negative(121665n) * inverse(121666n)) % P;
const A = 486662n;
const ROOT_PLUS = root(((A * A - 4n) * SQRT_MINUS_1) % P);

const PAIRS = {
  ONE: [1n, 1n],
  MINUS_ONE: [P - 1n, P - 1n],
  SQRT_MINUS_1: [SQRT_MINUS_1, SQRT_MINUS_1],
  D: [D, D],
  /** What turns (T, Z) into the second half of a Niels point. */
  TWICE_D_AND_TWO: [(2n * D) % P, 2n],
  TWICE_D_AND_ZERO: [(2n * D) % P, 0n],
  ZERO_AND_TWO: [0n, 2n],
  ZERO_AND_ONE: [0n, 1n],
  MONTGOMERY_A: [A, A],
  SQRT_MINUS_A_PLUS_2: [root(negative(A + 2n)), root(negative(A + 2n))],
  V1: [root(A + 2n), root(A + 2n)],
  ROOT_PLUS: [ROOT_PLUS, ROOT_PLUS],
  ROOT_MINUS: [(ROOT_PLUS * SQRT_MINUS_1) % P, (ROOT_PLUS * SQRT_MINUS_1) % P],
};

function limbs(x) {
  const result = [];
  let rest = x;
  for (let i = 0; i < LIMBS; i++) {
    result.push(rest & ((1n << BITS[i % 2]) - 1n));
    rest >>= BITS[i % 2];
  }
  return result;
}

function pair([first, second]) {
  const [a, b] = [limbs(first), limbs(second)];
  return a.flatMap((limb, i) => [limb, b[i]]).join(', ');
}

/** AssemblyScript of one address for each constant. */
export function constantsSource() {
  const lines = Object.entries(PAIRS).map(
    ([name, elements]) => `export const ${name}: usize = memory.data<u32>([${pair(elements)}], 16);`,
  );
  return `// Written by scripts/kernel/constants.mjs; changes belong there.\n${lines.join('\n')}\n`;
}
