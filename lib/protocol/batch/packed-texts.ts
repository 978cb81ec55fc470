/** Many short texts in one buffer of their own: cheap to hand to a worker. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  /** Where each text ends; it begins where the one before it ends. */
  readonly ends: Uint32Array;
}

export function packTexts(texts: readonly Uint8Array[]): PackedTexts {
  const ends = new Uint32Array(texts.length);
  let length = 0;
  for (const [i, text] of texts.entries()) {
    length += text.length;
    ends[i] = length;
  }
  const bytes = new Uint8Array(length);
  for (const [i, text] of texts.entries()) bytes.set(text, (ends[i] as number) - text.length);
  return { bytes, ends };
}

export function unpackTexts({ bytes, ends }: PackedTexts): Uint8Array[] {
  return Array.from(ends, (end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
}
