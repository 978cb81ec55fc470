// The unrolled products of the field: the text of lib/crypto/kernel/assembly/products.generated.ts. Each of the ten columns of a product is a
// sum of ten terms; here they are spelled out one by one, which no compiler would do for us.
//
// Layout and bounds are those of assembly/layout.ts. Limb i stands in vector i/2, in its low half when i is even and in
// its high half when i is odd, which decides between the two extending multiplications.

const LIMBS = 10;
const VECTORS = [0, 1, 2, 3, 4];
const MASKS = ['EVEN_MASK', 'ODD_MASK'];
const SHIFTS = [26, 25];

/** limb i of the vectors `f` times limb j of the vectors `g`; `g` also exists with swapped halves, as `gs`. */
function term(f, i, g, j) {
  const half = i % 2 === 0 ? 'low' : 'high';
  const swapped = i % 2 === j % 2 ? '' : 's';
  return `i64x2.extmul_${half}_i32x4_u(${f}${i >> 1}, ${g}${swapped}${j >> 1})`;
}

/** Limbs i and j stand at bits whose sum is one less than that of the column when both are odd: such terms count twice. */
const bothOdd = (i, j) => i % 2 === 1 && j % 2 === 1;

function multiplicationColumn(column) {
  const terms = [];
  for (let i = 0; i < LIMBS; i++) {
    const j = (column - i + LIMBS) % LIMBS;
    terms.push(term(bothOdd(i, j) ? 'd' : 'f', i, i > column ? 'n' : 'g', j));
  }
  return terms;
}

function squareColumn(column) {
  const terms = [];
  for (let i = 0; i < LIMBS; i++) {
    const j = (column - i + LIMBS) % LIMBS;
    if (i > j) continue;
    const times = (i === j ? 1 : 2) * (bothOdd(i, j) ? 2 : 1);
    terms.push(term({ 1: 'g', 2: 'd', 4: 'q' }[times], i, i + j >= LIMBS ? 'n' : 'g', j));
  }
  return terms;
}

const sum = (terms) => terms.reduce((left, right) => `i64x2.add(${left}, ${right})`);

function step(from, to, count) {
  return [
    `  h${to} = i64x2.add(h${to}, i64x2.shr_u(h${from}, ${SHIFTS[from % 2]}));`,
    `  h${from} = v128.and(h${from}, ${MASKS[from % 2]});`,
  ].slice(0, count ?? 2);
}

/** Two chains of carries at once, from limbs 0 and 5, so that neither waits for the other. */
function carries() {
  return [
    ...[0, 5, 1, 6, 2, 7, 3, 8, 4].flatMap((limb) => step(limb, limb + 1)),
    '  const top = i64x2.shr_u(h9, 25);',
    '  h9 = v128.and(h9, ODD_MASK);',
    '  h0 = i64x2.add(h0, i64x2.add(top, i64x2.add(i64x2.shl(top, 1), i64x2.shl(top, 4))));',
    ...step(5, 6),
    ...step(0, 1),
  ];
}

const stores = () =>
  VECTORS.map((k) => `  v128.store(out, v128.shuffle<i32>(h${2 * k}, h${2 * k + 1}, 0, 2, 4, 6), ${16 * k});`);
const columns = (column) => Array.from({ length: LIMBS }, (_, k) => `  let h${k} = ${sum(column(k))};`);
const each = (line) => VECTORS.map((k) => `  const ${line(k)};`);
const swapped = (name, k) => `v128.shuffle<i32>(${name}${k}, ${name}${k}, 2, 3, 0, 1)`;

/** AssemblyScript of `multiply` and `square`. */
export function productSource() {
  return [
    '// Written by scripts/kernel/products.mjs; changes belong there.',
    "import { EVEN_MASK, ODD_MASK, NINETEEN } from './layout';",
    '',
    'export function multiply(out: usize, a: usize, b: usize): void {',
    ...each((k) => `f${k} = v128.load(a, ${16 * k})`),
    ...each((k) => `g${k} = v128.load(b, ${16 * k})`),
    ...each((k) => `d${k} = i32x4.shl(f${k}, 1)`),
    ...each((k) => `n${k} = i32x4.mul(g${k}, NINETEEN)`),
    ...each((k) => `gs${k} = ${swapped('g', k)}`),
    ...each((k) => `ns${k} = ${swapped('n', k)}`),
    ...columns(multiplicationColumn),
    ...carries(),
    ...stores(),
    '}',
    '',
    'export function square(out: usize, a: usize): void {',
    ...each((k) => `g${k} = v128.load(a, ${16 * k})`),
    ...each((k) => `d${k} = i32x4.shl(g${k}, 1)`),
    ...each((k) => `q${k} = i32x4.shl(g${k}, 2)`),
    ...each((k) => `n${k} = i32x4.mul(g${k}, NINETEEN)`),
    ...each((k) => `gs${k} = ${swapped('g', k)}`),
    ...each((k) => `ns${k} = ${swapped('n', k)}`),
    ...columns(squareColumn),
    ...carries(),
    ...stores(),
    '}',
    '',
  ].join('\n');
}
