/** "São João" fits "sao joao": case and accents do not matter, every word must occur somewhere. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function fits(words: string, texts: readonly string[]): boolean {
  const where = plain(texts.join('\n'));
  return plain(words)
    .split(/\s+/)
    .every((word) => where.includes(word));
}
