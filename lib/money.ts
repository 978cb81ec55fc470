/**
 * Reads an amount that a person typed ("1,450,000.50", "1 450 000", "1.450.000,50") as minor units.
 * The last comma or point is a decimal mark when 1 to `exponent` digits follow it; what stands before groups by three,
 * with one sign throughout and never the decimal mark itself. Null when it is not an amount: a guess could be a
 * thousand times too much.
 */
export function parseMoney(text: string, exponent: number): bigint | null {
  const compact = text.replace(/[\s\u00a0\u202f']/g, '');
  const match = /^(\d[\d.,]*?)(?:([.,])(\d+))?$/.exec(compact);
  if (!match?.[1]) return null;
  const [, head, mark, tail = ''] = match;
  const isFraction = tail.length > 0 && tail.length <= exponent;
  const whole = tail && !isFraction ? `${head}${mark}${tail}` : head;
  const signs = new Set(whole.match(/[.,]/g));
  if (signs.size > 1 || (isFraction && signs.has(mark as string))) return null;
  const groups = whole.split(/[.,]/);
  const isGrouped =
    groups.length === 1 || ((groups[0] as string).length <= 3 && groups.slice(1).every((g) => g.length === 3));
  return isGrouped ? BigInt(groups.join('') + (isFraction ? tail : '').padEnd(exponent, '0')) : null;
}
