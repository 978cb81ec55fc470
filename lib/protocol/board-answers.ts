/**
 * What a board answers over HTTP, as canonical JSON, in the spirit of RFC 9162, section 5: the latest head with its
 * co-signatures, heads and leaves in pages, and proofs. Whoever reads them trusts nothing that is not signed or proved.
 */

import * as z from 'zod';
import { HASH_BYTES } from '../crypto/hash-list';
import { headSchema, type SignedHead } from './board';
import { canonicalJson, type JsonValue, parseCanonicalJson } from './canonical-json';
import { fromHex } from './hex';
import { readCanonical } from './strict-json';
import { count, hexText } from './texts';
import { cosignatureSchema } from './witness';
import { witnessSchema } from './witness-name';

/** Leaves in one answer at most. */
export const MOST_LEAVES = 1000;
/** Heads in one answer at most. */
export const MOST_HEADS = 500;
/** A tree of 2^53 leaves has paths of 53 hashes; a consistency proof has one more. */
const path = z.array(hexText).max(54);

const headAnswer = z.strictObject({
  head: headSchema,
  cosignatures: z.array(cosignatureSchema).max(1000),
  witnesses: z.array(witnessSchema).max(1000),
});
const headsAnswer = z.strictObject({ heads: z.array(headSchema).max(MOST_HEADS) });
const inclusionAnswer = z.strictObject({ index: count, size: count, proof: path });
const consistencyAnswer = z.strictObject({ first: count, second: count, proof: path });
// Leaves are read one by one: a board that serves a malformed one is caught at that leaf.
const leavesAnswer = z.strictObject({ start: count, leaves: z.array(z.unknown()).max(MOST_LEAVES) });

/** `cosignatures` are those of `head`; `witnesses` names whom the city knows. */
export type HeadAnswer = z.output<typeof headAnswer>;
/** Position of the leaf from 0, size of the tree, audit path as hex digits (RFC 9162, 2.1.3). */
export type InclusionAnswer = z.output<typeof inclusionAnswer>;
/** Sizes of the two trees and the path between them (RFC 9162, 2.1.4). */
export type ConsistencyAnswer = z.output<typeof consistencyAnswer>;

export const headAnswerText = (answer: HeadAnswer): string => canonicalJson(headAnswer.parse(answer));
export const inclusionText = (answer: InclusionAnswer): string => canonicalJson(inclusionAnswer.parse(answer));
export const consistencyText = (answer: ConsistencyAnswer): string => canonicalJson(consistencyAnswer.parse(answer));
export const headsText = (heads: SignedHead[]): string => canonicalJson(headsAnswer.parse({ heads }));

/** Leaf texts are canonical JSON themselves, so they stand in the answer as they are. */
export const leavesText = (start: number, leaves: readonly string[]): string =>
  `{"leaves":[${leaves.join(',')}],"start":${start}}`;

/** Each reader is strict and gives null for anything that the writer above would not print. */
export const parseHeadAnswer = (text: string): HeadAnswer | null => readCanonical(headAnswer, text);
export const parseInclusion = (text: string): InclusionAnswer | null => readCanonical(inclusionAnswer, text);
export const parseConsistency = (text: string): ConsistencyAnswer | null => readCanonical(consistencyAnswer, text);
export const parseHeads = (text: string): SignedHead[] | null => readCanonical(headsAnswer, text)?.heads ?? null;

/** Leaf texts from position `start`; whether each is a leaf is for `parseLeaf` to say. */
export function parseLeaves(text: string): { start: number; leaves: string[] } | null {
  const json = parseCanonicalJson(text);
  const read = json.ok ? leavesAnswer.safeParse(json.value) : null;
  if (!read?.success) return null;
  return { start: read.data.start, leaves: read.data.leaves.map((leaf) => canonicalJson(leaf as JsonValue)) };
}

/** The hashes of a path; all of them have the right length once an answer was read. */
export const pathBytes = (proof: readonly string[]): Uint8Array[] =>
  proof.map((hash) => fromHex(hash, HASH_BYTES) ?? new Uint8Array());
