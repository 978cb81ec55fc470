import * as z from 'zod';

/** A ballot over Ed25519 has about 1.4 kB; more is not one. */
export const MOST_BALLOT_BYTES = 4096;

export const IdempotencyKey = z.string().regex(/^[0-9A-Za-z-]{16,64}$/);
export const ContestId = z.uuid();
export const CredentialInput = z.object({
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Left out or null where the server vouches for the voter. */
  registration: z.string().max(256).nullable().default(null),
  possession: z.string().max(256),
});
/** `hash`: SHA-256 of the ballot's text, hex; `signature`: by the ballot's credential, over `challengeMessage`. */
export const ChallengeInput = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  credential: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().max(256),
});

const Place = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})$/)
  .transform(Number);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** What is asked of a board, by the name of the answer. Sizes and places are counts; leaves are named by their hash. */
export const BoardQuery = {
  none: z.strictObject({}),
  heads: z.strictObject({ from: Place.default(0) }),
  leaves: z.strictObject({ start: Place, end: Place }),
  consistency: z.strictObject({ first: Place, second: Place }),
  inclusion: z.union([
    z.strictObject({ leaf: Hash, size: Place.optional() }),
    z.strictObject({ tracker: z.string().max(64), size: Place.optional() }),
  ]),
};
/** A co-signature has about 500 bytes. */
export const MOST_COSIGNATURE_BYTES = 2048;
