/**
 * Reads an amount that a person typed ("1,450,000.50", "1 450 000", "1.450.000,50") as minor units.
 * The last comma or point is a decimal mark only when 1 to `exponent` digits follow it. Null when it is not an amount.
 */
export function parseMoney(text: string, exponent: number): bigint | null {
  const compact = text.replace(/[\s\u00a0\u202f']/g, '');
  const match = /^(\d[\d.,]*?)(?:[.,](\d+))?$/.exec(compact);
  if (!match?.[1]) return null;
  const [, head, tail = ''] = match;
  const isFraction = tail.length > 0 && tail.length <= exponent;
  const groups = head.split(/[.,]/);
  if (tail && !isFraction) groups.push(tail);
  if (groups.length > 1 && !groups.slice(1).every((group) => group.length === 3)) return null;
  const fraction = isFraction ? tail : '';
  return BigInt(groups.join('') + fraction.padEnd(exponent, '0'));
}
