import { z } from 'zod';

/** A ballot over Ed25519 has about 1.4 kB; more is not one. */
export const MOST_BALLOT_BYTES = 4096;

export const IdempotencyKey = z.string().regex(/^[0-9A-Za-z-]{16,64}$/);
export const ContestId = z.uuid();
export const CredentialInput = z.object({
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  registration: z.string().max(256),
  possession: z.string().max(256),
});
/** `hash`: SHA-256 of the ballot's text, hex; `signature`: by the ballot's credential, over `challengeMessage`. */
export const ChallengeInput = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  credential: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().max(256),
});
