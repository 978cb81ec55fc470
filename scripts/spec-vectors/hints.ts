import { readdirSync, readFileSync } from 'node:fs';
import { sha256Hex } from '@/lib/crypto/hash';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { hintsOf } from '@/lib/protocol/archive-hints';
import { hex } from './world';

const FOLDER = new URL('../../lib/protocol/fixtures/small-bundle/', import.meta.url);
const HEADER = 40;

export async function hintVectors(): Promise<object> {
  const name = readdirSync(FOLDER).find((file) => file.endsWith('.bel')) as string;
  const archive = Uint8Array.from(readFileSync(new URL(name, FOLDER)));
  const file = await hintsOf(archive, { random: seededRandom('specification|hints') });
  if (!file) throw new Error('the small bundle has no hints');
  const points = (file.length - HEADER) / 32;
  return {
    about: 'Chapter 16. The hint file of the archive of the small bundle: header, some of its points, digest.',
    archive: { name, digest: sha256Hex(archive) },
    header: hex(file.subarray(0, HEADER)),
    points,
    some: [0, 1, 6, 7, 8, 9, points - 3, points - 2, points - 1].map((at) => ({
      at,
      eighth: hex(file.subarray(HEADER + 32 * at, HEADER + 32 * (at + 1))),
    })),
    digest: sha256Hex(file),
  };
}
