import { beforeAll, describe, expect, it } from 'vitest';
import { modOrder } from '../crypto/group';
import { seededRandom } from '../crypto/testing/seeded-random';
import type { ArchiveEvent } from './archive';
import { hintsOf } from './archive-hints';
import { editJson, replaceEvent } from './testing/forge';
import { archiveOf, makeSmallElection, type SmallElection, sidecarList } from './testing/small-election';
import { verifyArchive } from './verify-archive';

const HEADER = 40;
const random = seededRandom('hints');
let base: SmallElection;
let archive: Uint8Array;
let sidecars: string;
let hints: Uint8Array;

beforeAll(async () => {
  base = await makeSmallElection('hints', 3, [0, 1, 2, 1]);
  archive = archiveOf(base.events);
  sidecars = sidecarList(base.sidecars);
  hints = (await hintsOf(archive, { random })) as Uint8Array;
});

const verify = (file: Uint8Array, given?: Uint8Array) =>
  verifyArchive(file, { random, sidecars, checkPlaintexts: false, ...(given ? { hints: given } : {}) });

const shift = (text: string, by: bigint) => modOrder(BigInt(text) + by).toString();

/** The hints of the honest archive, as if they had been made for another of the same shape. */
function hintsFor(file: Uint8Array): Promise<Uint8Array | null> {
  return hintsOf(file, { random });
}

describe('hints', () => {
  it('are made from the archive alone, 32 bytes for every point and every commitment', () => {
    const [voters, ballots, counted] = [3, 4, 3];
    const points = voters + 4 * ballots + 2 * (5 * counted + 5) + 2 * 3 * counted;
    expect(hints).toHaveLength(HEADER + 32 * points);
    expect(new TextDecoder().decode(hints.subarray(0, 8))).toBe('PBHINT1\0');
  });

  it('lead to the same report as none, but for the method', async () => {
    const [without, withHints] = [await verify(archive), await verify(archive, hints)];
    expect(without).toMatchObject({ ok: true, method: 'batch', hints: 'none' });
    expect(withHints).toEqual({ ...without, method: 'hints', hints: 'used' });
  });

  it('never change a verdict, whichever point of them is tampered with', async () => {
    for (let offset = 0; offset < hints.length; offset += offset < HEADER ? 5 : 31) {
      const tampered = Uint8Array.from(hints);
      tampered[offset] = (tampered[offset] as number) ^ (1 << (offset % 8));
      const report = await verify(archive, tampered);
      expect(report, `byte ${offset}`).toMatchObject({ ok: true, method: 'batch', hints: 'unusable' });
    }
  });

  it.each([0, 39, 40, 41])('of a wrong length are not usable: %i bytes', async (length) => {
    expect(await verify(archive, hints.subarray(0, length))).toMatchObject({ ok: true, hints: 'unusable' });
  });

  it('cannot be made for an archive whose challenges do not fit', async () => {
    const changed = (event: Extract<ArchiveEvent, { type: 'Ballot' }>) => ({
      ...event,
      ballot: editJson(event.ballot, (v) => {
        v.signature.proof.response = shift(v.signature.proof.response, 1n);
      }),
    });
    expect(await hintsFor(archiveOf(replaceEvent(base.events, 'Ballot', 0, (event) => [changed(event)])))).toBeNull();
    expect(await hintsFor(archive.subarray(0, 2048))).toBeNull();
  });
});

describe('two errors that would cancel each other under equal weights', () => {
  it('are both found in a shuffle', async () => {
    const events = replaceEvent(base.events, 'Shuffle', 1, (event) => [
      {
        ...event,
        shuffle: editJson(event.shuffle, (v) => {
          const responses = v.proofs[0][1][4];
          [responses[0], responses[1]] = [shift(responses[0], 1n), shift(responses[1], -1n)];
        }),
      },
    ]);
    const forged = archiveOf(events);
    for (const given of [undefined, (await hintsFor(forged)) as Uint8Array]) {
      const { failure, method } = await verify(forged, given);
      expect(failure).toMatchObject({ check: 'shuffles', code: 'shuffle_bad_proof' });
      expect(failure?.message).toContain('equation tHat 0');
      expect(method).toBe('items');
    }
  });

  it('are both found in ballots whose commitments come from hints', async () => {
    const shifted = (events: readonly ArchiveEvent[], number: number, by: bigint) =>
      replaceEvent(events, 'Ballot', number, (event) => [
        {
          ...event,
          ballot: editJson(event.ballot, (v) => {
            v.signature.proof.response = shift(v.signature.proof.response, by);
          }),
        },
      ]);
    const forged = archiveOf(shifted(shifted(base.events, 0, 1n), 1, -1n));
    expect((await verify(forged, hints)).failure).toMatchObject({ check: 'ballots', code: 'ballot_bad_signature' });
  });
});

describe('tampered hints', () => {
  it('never make a forged archive pass', async () => {
    const events = replaceEvent(base.events, 'PartialDecryption', 1, (event) => [
      {
        ...event,
        record: editJson(event.record, (v) => {
          v.decryption_factors[0][0] = v.decryption_factors[0][1];
        }),
      },
    ]);
    const forged = archiveOf(events);
    for (let offset = HEADER; offset < hints.length; offset += 67) {
      const tampered = Uint8Array.from(hints);
      tampered[offset] = (tampered[offset] as number) ^ 4;
      expect((await verify(forged, tampered)).failure?.code).toBe('decryption_bad_proof');
    }
  });
});
