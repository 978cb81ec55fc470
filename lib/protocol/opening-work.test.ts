import { describe, expect, it } from 'vitest';
import { Pace, type Progress } from '../crypto/pace';
import type { CiphertextText } from './ciphertexts';
import { checkPartialDecryption, combineResult, partiallyDecrypt } from './opening';
import { makeSmallElection } from './testing/small-election';

/** Work spent by one step of the opening in relation to what it announced. */
async function shareOfAnnounced(step: (onProgress: Progress) => Promise<{ ok: boolean }>): Promise<number> {
  const { spend } = Pace.prototype;
  let [spent, announced] = [0, 0];
  Pace.prototype.spend = function (additions) {
    spent += additions;
    return spend.call(this, additions);
  };
  try {
    expect((await step((_, total) => (announced = total))).ok).toBe(true);
  } finally {
    Pace.prototype.spend = spend;
  }
  return spent / announced;
}

describe('the work of an opening', () => {
  it('is about what is announced, for trustee, board and count', { timeout: 60_000 }, async () => {
    const made = await makeSmallElection('much work', 2, [0, 1]);
    const { election, trustees, random } = made;
    const shuffles = made.events.flatMap((event) => (event.type === 'Shuffle' ? [event.shuffle] : []));
    const [ciphertext] = JSON.parse(shuffles.at(-1) ?? '').ciphertexts[0];
    const ciphertexts: CiphertextText[] = new Array(1100).fill(ciphertext);
    const request = { election, trustees, ciphertexts };
    const partials: { owner: number; record: string; sidecar: string }[] = [];
    const shares: number[] = [];
    for (const [i, privateKey] of made.privateKeys.entries()) {
      const owner = i + 1;
      const opened = async (onProgress: Progress) => {
        const made = await partiallyDecrypt({ ...request, owner, privateKey, random, onProgress });
        if (made.ok) partials.push({ owner, record: made.record, sidecar: made.sidecar });
        return made;
      };
      shares.push(await shareOfAnnounced(opened));
    }
    const [first] = partials as [(typeof partials)[0]];
    shares.push(await shareOfAnnounced((onProgress) => checkPartialDecryption({ ...request, ...first, onProgress })));
    shares.push(await shareOfAnnounced((onProgress) => combineResult({ ...request, partials, onProgress })));
    expect(shares).toHaveLength(4);
    for (const share of shares) expect([share > 0.6, share < 1.6, share]).toEqual([true, true, share]);
  });
});
