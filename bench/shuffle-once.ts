/** Shuffles the tally of an archive once, with proof, and prints the record: what the independent program's command does. */
import '@/lib/cli/engine';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { requireArchive } from '@/lib/protocol/archive';
import type { CiphertextText } from '@/lib/protocol/ciphertexts';
import { electionKeys } from '@/lib/protocol/election';
import { mix } from '@/lib/protocol/mixing';

const { events } = requireArchive(new Uint8Array(readFileSync(process.argv[2] ?? '')));
const [setup, tally] = [events[0], events.findLast(({ type }) => type === 'EncryptedTally')];
if (setup?.type !== 'Setup' || tally?.type !== 'EncryptedTally') throw new Error('an archive with a tally is needed');
const input = (JSON.parse(tally.tally) as [CiphertextText[]])[0];
const random = (length: number) => Uint8Array.from(randomBytes(length));
process.stdout.write(await mix({ election: electionKeys(setup.election), input, random }));
