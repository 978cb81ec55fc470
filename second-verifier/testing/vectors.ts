import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../../docs/spec/vectors');

/** The known answers of a chapter of the specification. */
// biome-ignore lint/suspicious/noExplicitAny: tests take known answers apart as they stand in the file
export const vectors = (name: string): any => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
