import { type PointReading, readPoint, readPoints } from './group';

/** Reads point texts strictly and remembers them: within one verification no text is decoded or tested twice. */
export class PointReader {
  private readonly known = new Map<string, PointReading>();

  read(text: string): PointReading {
    const known = this.known.get(text);
    if (known) return known;
    const reading = readPoint(text);
    this.known.set(text, reading);
    return reading;
  }

  /** Reads many texts at once, which is cheaper, so that {@link read} finds them. */
  prepare(texts: readonly string[]): void {
    const fresh = [...new Set(texts)].filter((text) => !this.known.has(text));
    for (const [i, reading] of readPoints(fresh).entries()) this.known.set(fresh[i] as string, reading);
  }
}
