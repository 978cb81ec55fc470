// npx tsx scripts/spec-vectors.ts: writes docs/spec/vectors, the known answers of the specification.
import { mkdirSync, writeFileSync } from 'node:fs';
import { specVectors } from './spec-vectors/all';

const folder = new URL('../docs/spec/vectors/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of await specVectors()) writeFileSync(new URL(name, folder), text);
