/**
 * Offset of the first byte that is not part of well-formed UTF-8 (RFC 3629 §4: no overlong forms, no surrogates, nothing
 * above U+10FFFF), or −1.
 */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const length =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (length === 0 || i + length > bytes.length || !secondFits(lead, bytes[i + 1] as number)) return i;
    for (let j = 2; j < length; j++) if (((bytes[i + j] as number) & 0xc0) !== 0x80) return i;
    i += length;
  }
  return -1;
}

function secondFits(lead: number, second: number): boolean {
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high;
}
