/** Order of the prime-order subgroup of edwards25519 (RFC 8032, section 5.1): 2^252 + 27742317777372353535851937790883648493. */
export const ORDER = 7237005577332262213973186563042994240857116359379907606001950938285454250989n;

/** The representative of `n` in 0 … ORDER − 1. */
export function modOrder(n: bigint): bigint {
  const rest = n % ORDER;
  return rest < 0n ? rest + ORDER : rest;
}

/** The inverse modulo the group order. @throws RangeError for multiples of the order. */
export function invertScalar(n: bigint): bigint {
  let [low, high] = [modOrder(n), ORDER];
  let [x, y] = [1n, 0n];
  if (low === 0n) throw new RangeError('zero has no inverse');
  while (low > 1n) {
    const quotient = high / low;
    [high, low] = [low, high % low];
    [y, x] = [x, y - quotient * x];
  }
  return modOrder(x);
}
