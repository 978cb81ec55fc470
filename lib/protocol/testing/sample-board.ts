import { sha256Hex } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { orderBatch } from '../batch-order';
import { boardRoot, type Leaf, leafText, revocationCommitment, type SignedHead, signHead } from '../board';
import { toHex } from '../hex';
import type { SampleEvent } from './sample-votes';

const BATCH = 20;

/** Leaf texts of the voting phase: batches in random order, as a server appends them. */
export function sampleVotingLog(events: readonly SampleEvent[], random: RandomBytes): string[] {
  const log: string[] = [];
  for (let start = 0; start < events.length; start += BATCH) {
    const pending = events.slice(start, start + BATCH).map((event) => ({
      kind: event.kind,
      credential: event.kind === 'revocation' ? null : event.credential,
      text: leafText(toLeaf(event, random)),
    }));
    log.push(...orderBatch(pending, random).map((item) => item.text));
  }
  return log;
}

function toLeaf(event: SampleEvent, random: RandomBytes): Leaf {
  switch (event.kind) {
    case 'registration':
      return { kind: 'registration', credential: event.credential };
    case 'ballot':
      return { kind: 'ballot', ballot: sha256Hex(event.text ?? '') };
    case 'revocation': {
      const opening = { key: event.credential, reason: 'newer_key', salt: toHex(random(16)), station: null };
      return { kind: 'revocation', commitment: revocationCommitment(opening) };
    }
  }
}

/** The head of a log, signed as the board does. */
export function signSampleHead(
  log: readonly string[],
  electionFingerprint: string,
  batch: string,
  signingKey: Uint8Array,
): SignedHead {
  return signHead({ size: log.length, root: boardRoot(log), electionFingerprint, batch }, signingKey);
}
