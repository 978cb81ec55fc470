/** Verifies one archive several times in one process and prints the CPU seconds of the median of the later runs. */
import { randomBytes } from 'node:crypto';
import { readEvidence } from '@/lib/cli/read-bundle';
import { verifyArchive } from '@/lib/protocol/verify-archive';

/** Runs after which the engine has compiled what it will, and runs that count. */
const [COLD, WARM] = [4, 5];

const evidence = await readEvidence(process.argv[2] ?? '');
if (evidence.kind !== 'archive') throw new Error('an archive is needed');
const { archive, hints } = evidence;
const sidecars = new TextDecoder().decode(evidence.sidecars);
const random = (length: number) => Uint8Array.from(randomBytes(length));
const options = { random, sidecars, checkPlaintexts: false, ...(hints ? { hints } : {}) };
const took: number[] = [];
for (let run = 0; run < COLD + WARM; run++) {
  const before = process.cpuUsage();
  const { ok } = await verifyArchive(archive, options);
  if (!ok) throw new Error('the archive must verify');
  const { user, system } = process.cpuUsage(before);
  if (run >= COLD) took.push((user + system) / 1e6);
}
process.stdout.write(String(took.sort((a, b) => a - b)[(WARM - 1) / 2]));
