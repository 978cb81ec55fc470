/** The checks of an archive from the encrypted tally to the result. */
import * as z from 'zod';
import { isCanonicalEncoding } from '../crypto/encoding';
import type { EncodedPoint, Point } from '../crypto/group';
import { DETAILS } from './archive-details';
import { established, eventOf, eventsOf, type Run } from './archive-run';
import { PLAINTEXT_COST } from './check-voting';
import { readCiphertexts } from './ciphertexts';
import { requireShuffle } from './mixing';
import { decodePayloads, decryptAll, requireDecryption, requireSidecar, resultText, sidecarSchema } from './opening';
import { locate, Refusal } from './refusal';
import { requireExact } from './strict-json';
import { decryptionWeights } from './trustees';

export async function checkTally(run: Run): Promise<string> {
  const { height, event } = eventOf(run, 'EncryptedTally');
  const tally = established(run, 'tally');
  if (event.tally !== tally.tally) {
    throw new Refusal('tally_mismatch', `event ${height}: the encrypted tally is not the one of the ballots`);
  }
  if (event.sized !== tally.sized) {
    throw new Refusal('tally_size_mismatch', `event ${height}: the size of the encrypted tally is wrong`);
  }
  if (tally.ciphertexts.length === 0) {
    throw new Refusal('tally_empty', `event ${height}: there is no ballot, so there is nothing to mix or to open`);
  }
  run.found.ciphertexts = await readCiphertexts(tally.ciphertexts, run.reader, 'the tally', run.pace);
  return DETAILS.tally(run.facts);
}

export async function checkShuffles(run: Run): Promise<string> {
  const { facts, reader, pace } = run;
  const election = established(run, 'election');
  const shuffles = eventsOf(run, 'Shuffle');
  for (const [i, { height, event }] of shuffles.entries()) {
    await locate(`event ${height} (shuffle ${i + 1} of owner ${event.owner})`, async () => {
      if (event.owner < 1) throw new Refusal('shuffle_bad_owner', 'owner ids start at 1');
      const input = established(run, 'ciphertexts');
      const request = { election, input, shuffle: event.shuffle, random: run.options.random };
      run.found.ciphertexts = await requireShuffle(request, reader, pace);
    });
    facts.mixers.push(event.owner);
  }
  const distinct = new Set(facts.mixers).size;
  if (eventsOf(run, 'EndShuffles').length > 0 && distinct < 2) {
    throw new Refusal('shuffle_too_few_mixers', `${distinct} mixer: at least two different ones are needed`);
  }
  return DETAILS.shuffles(facts);
}

export async function checkDecryptions(run: Run): Promise<string> {
  const { facts, reader, pace } = run;
  const context = { election: established(run, 'election'), trustees: established(run, 'trustees') };
  const ciphertexts = established(run, 'ciphertexts');
  const factors = new Map<number, readonly EncodedPoint[]>();
  run.found.factors = factors;
  for (const { height, event } of eventsOf(run, 'PartialDecryption')) {
    const { owner, record } = event;
    await locate(`event ${height} (partial decryption of trustee ${owner})`, async () => {
      if (factors.has(owner)) throw new Refusal('decryption_duplicate_owner', 'this trustee has already decrypted');
      factors.set(owner, await requireDecryption(context, { owner, ciphertexts, record }, reader, pace));
    });
    facts.decryptions.push(owner);
  }
  const complete = decryptionWeights(context.trustees, facts.decryptions) !== null;
  if (eventsOf(run, 'Result').length > 0 && !complete) {
    throw new Refusal('decryption_missing', 'there is a result, but a partial decryption that it needs is missing');
  }
  return DETAILS.decryptions(facts);
}

/** Only planned where side-cars were given. */
export async function checkSidecars(run: Run): Promise<string> {
  const { options, reader, pace } = run;
  const context = { election: established(run, 'election'), trustees: established(run, 'trustees') };
  const ciphertexts = established(run, 'ciphertexts');
  const waiting = new Map(established(run, 'factors'));
  for (const sidecar of requireExact(
    z.array(sidecarSchema),
    (options.sidecars as string).replace(/\r?\n$/, ''),
    'the list of side-cars',
  )) {
    const factors = waiting.get(sidecar.owner);
    if (!factors)
      throw new Refusal('sidecar_unexpected', `no partial decryption awaits a side-car of ${sidecar.owner}`);
    await requireSidecar(context, { sidecar, ciphertexts, factors }, reader, pace);
    waiting.delete(sidecar.owner);
  }
  const [missing] = waiting.keys();
  if (missing !== undefined) throw new Refusal('sidecar_missing', `trustee ${missing} has no side-car`);
  return DETAILS.sidecars(run.facts);
}

export async function checkResult(run: Run): Promise<string> {
  const { height, event } = eventOf(run, 'Result');
  const plaintexts = await requirePlaintexts(run);
  run.facts.payloads = await decodePayloads(established(run, 'election'), plaintexts, run.pace);
  run.found.plaintexts = plaintexts;
  if (event.result !== resultText(run.facts.payloads)) {
    throw new Refusal('result_mismatch', `event ${height}: the result is not what the partial decryptions give`);
  }
  return DETAILS.result(run.facts);
}

async function requirePlaintexts(run: Run): Promise<Point[]> {
  const [trustees, ciphertexts] = [established(run, 'trustees'), established(run, 'ciphertexts')];
  const plaintexts = await decryptAll(trustees, ciphertexts, established(run, 'factors'), run.pace);
  if (!plaintexts) throw new Error('an incomplete decryption was let pass');
  return plaintexts;
}

/** A report only: a marked plaintext cannot be prevented, and the bytes that count are the same. */
export async function checkPlaintexts(run: Run): Promise<string | undefined> {
  const { payloadBytes } = established(run, 'election');
  for (const [i, point] of established(run, 'plaintexts').entries()) {
    if (!isCanonicalEncoding(point, payloadBytes)) run.facts.markedPlaintexts.push(i);
    await run.pace.spend(PLAINTEXT_COST);
  }
  return DETAILS.plaintexts(run.facts);
}
