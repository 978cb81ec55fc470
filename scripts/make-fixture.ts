// Writes the small verification bundle that the repository's own tests read: npx tsx scripts/make-fixture.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { countPublished } from '../lib/counting/published';
import { makeSampleBundle } from '../lib/protocol/testing/sample-bundle';

const folder = path.join(import.meta.dirname, '../lib/protocol/fixtures/small-bundle');
const { files } = await makeSampleBundle({ seed: 'small bundle', voters: 6, count: countPublished });
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
console.log(`${files.size} files in ${folder}`);
