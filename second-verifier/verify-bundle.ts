import { checkBoard } from './bundle/board';
import { canonicalText, readCanonical } from './bundle/canonical';
import { type Composition, checkComposition, readComposition } from './bundle/composition';
import { checkCounts, checkRevocations } from './bundle/counts';
import { type Description, readDescription } from './bundle/description';
import { type BundleTexts, readBundleFiles } from './bundle/files';
import { checkHead, type Head, type HeadTerms, readHead } from './bundle/head';
import { checkLeftOut, checkRegistrations } from './bundle/left-out';
import { rootOf } from './bundle/merkle';
import { checkCounted, checkOutcome, type Outcome } from './bundle/outcome';
import { checkSeed } from './bundle/seed';
import { checkWitnesses } from './bundle/witnesses';
import { pointText } from './group';
import { hashHex } from './hashing';
import type { Ledger } from './ledger';
import { readSideCars } from './side-car';
import { type VerifiedArchive, verifyArchive } from './verify-archive';

/** What a verified bundle says. */
export interface VerifiedBundle {
  readonly archive: VerifiedArchive;
  readonly description: Description;
  readonly head: Head;
  /** Who co-signed heads, under the names that the city gives them. */
  readonly witnesses: readonly { readonly name: string; readonly publicKey: string }[];
  readonly composition: Composition;
  readonly closedAt: string;
  readonly outcome: Outcome;
  readonly ignored: readonly string[];
}

/**
 * Makes every check of docs/spec/17-checks.md, in that order; throws `Refused` at the first that fails.
 * @param files the bundle's files by name
 * @param knownKey the board's key as the caller knows it from elsewhere, 64 hexadecimal digits
 */
export function verifyBundle(
  ledger: Ledger,
  files: ReadonlyMap<string, Uint8Array>,
  knownKey?: string,
): VerifiedBundle {
  ledger.enter('files');
  const texts = readBundleFiles(ledger, files);
  const archive = verifyArchive(ledger, texts.archive, texts.sidecars);
  const { fingerprint } = archive.election;

  ledger.enter('description');
  const description = checkDescription(ledger, texts.description, archive);
  ledger.enter('parties');
  checkParties(ledger, description, archive);

  ledger.enter('head');
  const terms = { fingerprint, knownKey, describedKey: description.boardKey };
  const head = checkWholeHead(ledger, texts, terms);

  ledger.enter('board');
  const board = checkBoard(ledger, texts.log, {
    fingerprint,
    description: hashHex(texts.description),
    events: archive.events,
    sideCars: readSideCars(ledger, texts.sidecars),
  });
  ledger.enter('witnesses');
  const witnesses =
    texts.cosignatures === null ? [] : checkWitnesses(ledger, texts.cosignatures, texts.log, fingerprint);
  const { composition, leftOut, archived } = checkBallotsOfBoard(ledger, texts, board, archive, terms);

  ledger.enter('registrations');
  const allTexts = [...archived.texts, ...texts.leftOut];
  checkRegistrations(ledger, board, allTexts, [...archive.ballots, ...leftOut]);
  ledger.enter('revocations');
  checkRevocations(ledger, board, composition);
  ledger.enter('counts');
  checkCounts(ledger, board, composition, description.rollSize, archive.credentials.size);

  ledger.enter('seed');
  const seed = checkSeed(ledger, texts.seed, description.tieSeedCommitment);
  ledger.enter('counted');
  const votes = checkCounted(ledger, texts.counted, archive.votes, description, fingerprint);
  ledger.enter('outcome');
  const outcome = checkOutcome(ledger, texts.outcome, votes, description, seed, fingerprint);
  const { closedAt } = board;
  return { archive, description, head, witnesses, composition, closedAt, outcome, ignored: texts.ignored };
}

function checkDescription(ledger: Ledger, text: string, { election }: VerifiedArchive): Description {
  const description = ledger.under('description_malformed', () => readDescription(ledger, text));
  const isHashed = hashHex(text) === election.description;
  ledger.require('description_hash', isHashed, 'the election was not hashed with this description');
  return description;
}

function checkParties(ledger: Ledger, { trusteeKeys, blocks, mixers }: Description, archive: VerifiedArchive): void {
  const keys = archive.trustees.flatMap((group) => group.keys).map(pointText);
  ledger.require('trustees_differ', keys.join() === trusteeKeys.join(), 'the description names other trustees');
  const found = archive.trustees.map(({ threshold, firstOwner, keys: { length } }) => ({
    owners: Array.from({ length }, (_, index) => firstOwner + index),
    threshold,
  }));
  const isSame = canonicalText(found) === canonicalText(blocks);
  ledger.require('threshold_differs', isSame, 'the description says otherwise who opens together');
  const owners = mixers.map(({ owner }) => owner);
  ledger.require('mixers_differ', archive.mixers.join() === owners.join(), 'the description names other mixers');
}

/** The head over the whole log. */
function checkWholeHead(ledger: Ledger, { head: text, log }: BundleTexts, terms: HeadTerms): Head {
  const head = ledger.under('head_malformed', () =>
    readHead(ledger, readCanonical(ledger, text, 'the head'), 'the head'),
  );
  checkHead(ledger, head, terms, 'the head');
  ledger.require('head_size', head.size === log.length, `the head is over ${head.size} leaves, not ${log.length}`);
  ledger.require('head_root', head.root === rootOf(log), 'the head’s root is not that of the log');
  return head;
}

function checkBallotsOfBoard(
  ledger: Ledger,
  texts: BundleTexts,
  board: ReturnType<typeof checkBoard>,
  archive: VerifiedArchive,
  terms: HeadTerms,
) {
  ledger.enter('composition');
  const composition = ledger.under('composition_malformed', () => readComposition(ledger, texts.composition));
  const ballotTexts = archive.events.filter(({ type }) => type === 'Ballot').map(({ records }) => records[0] as string);
  const { ballots, credentials } = archive;
  const archived = { texts: ballotTexts, hashes: ballotTexts.map(hashHex), ballots, credentials };
  const leftOutHashes = texts.leftOut.map(hashHex);
  checkComposition(ledger, composition, texts.log, board, leftOutHashes, archived, terms);
  ledger.enter('left_out');
  const leftOut = checkLeftOut(ledger, composition, texts.leftOut, ballots, archive.election);
  return { composition, leftOut, archived };
}
