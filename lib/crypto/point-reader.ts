import { type PointReading, readPoint } from './group';

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
}
