import { COST, type Pace } from '../crypto/pace';
import type { PointReader } from '../crypto/point-reader';
import type { Ciphertext } from '../crypto/shuffle';
import { requirePoint } from './refusal';

/** An ElGamal ciphertext as point texts, keys in the order of the archive. */
export interface CiphertextText {
  readonly alpha: string;
  readonly beta: string;
}

/** Ciphertexts read at once: some 10 ms of work. */
const STRIDE = 256;

/** The list as the archive writes it for its only question: `[[{"alpha":…,"beta":…},…]]`. */
export function ciphertextListText(ciphertexts: readonly CiphertextText[]): string {
  return JSON.stringify([ciphertexts.map(({ alpha, beta }) => ({ alpha, beta }))]);
}

/** Reads every point strictly; refuses at the first that is not a point of the subgroup. */
export async function readCiphertexts(
  texts: readonly CiphertextText[],
  reader: PointReader,
  what: string,
  pace: Pace,
): Promise<Ciphertext[]> {
  const ciphertexts: Ciphertext[] = [];
  for (const [i, { alpha, beta }] of texts.entries()) {
    if (i % STRIDE === 0) {
      const next = texts.slice(i, i + STRIDE);
      reader.prepare(next.flatMap((text) => [text.alpha, text.beta]));
      await pace.spend(next.length * 2 * (COST.decode + COST.subgroup));
    }
    const place = `of ciphertext ${i} of ${what}`;
    ciphertexts.push({
      alpha: requirePoint(reader, alpha, `alpha ${place}`),
      beta: requirePoint(reader, beta, `beta ${place}`),
    });
  }
  return ciphertexts;
}

/** Back to texts. */
export function ciphertextTexts(ciphertexts: readonly Ciphertext[]): CiphertextText[] {
  return ciphertexts.map(({ alpha, beta }) => ({ alpha: alpha.text, beta: beta.text }));
}
