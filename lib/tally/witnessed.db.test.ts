import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateSigningKey } from '@/lib/crypto/signing';
import { toHex } from '@/lib/protocol/hex';
import { cosign, cosignatureText, parseCosignatures } from '@/lib/protocol/witness';
import { getFile } from '@/lib/results/files';
import { testDeps } from '@/lib/server/testing/deps';
import { castBallot } from '@/lib/voting/ballots/cast';
import { addCosignature } from '@/lib/voting/ballots/cosignatures';
import { getHead } from '@/lib/voting/ballots/proofs';
import { closeContest } from '@/lib/voting/service';
import { createTestCity, makeBallot, newKey, openTestContest, registerDevice } from '@/lib/voting/testing/contest';
import { countDemoContest } from '@/prisma/seed/tally';

const gazette = generateSigningKey((length) => new Uint8Array(length).fill(5));
const witnesses = [{ name: 'The Gazette', publicKey: toHex(gazette.publicKey) }];
const deps = testDeps({ witnesses });

beforeAll(() => createTestCity(deps));
afterAll(() => deps.db.$disconnect());

test('what witnesses co-signed before the count is published and verified with it', async () => {
  const contest = await openTestContest(deps, 'witnessed', 3);
  const { election } = contest;
  const coSign = async () => {
    const { head } = (await getHead(deps, election)) ?? expect.fail('there is a head from the opening on');
    expect(await addCosignature(deps, election, cosignatureText(cosign(head, gazette.secretKey)))).toMatchObject({
      ok: true,
    });
    return head.size;
  };
  const sizes = [await coSign()];
  for (const voter of [0, 1]) {
    const { credential } = await registerDevice(deps, contest, voter);
    const text = makeBallot(deps, contest, credential, [1 + voter]);
    await castBallot(deps, 'web', { contestId: contest.id, idempotencyKey: newKey(), text });
  }
  expect((await closeContest(deps, { id: null, role: 'system' }, contest.id)).ok).toBe(true);
  sizes.push(await coSign());
  await countDemoContest(deps, contest.id, 'witnessed');
  const read = async (name: string) => new TextDecoder().decode((await getFile(deps, contest.id, name)) ?? undefined);
  const file = parseCosignatures(await read('cosignatures.json'));
  expect(file?.witnesses).toEqual(witnesses);
  expect(file?.cosignatures.map(({ size }) => size)).toEqual(sizes);
  const { checks } = JSON.parse(await read('verification.json')) as { checks: { name: string; detail: string }[] };
  expect(checks.find(({ name }) => name === 'witnesses')?.detail).toBe('2 co-signatures by The Gazette');
});
