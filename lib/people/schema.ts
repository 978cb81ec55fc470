import * as z from 'zod';

/** A point in the archive's text form; whether it is on the curve is checked where it is used. */
const PublicKey = z.string().regex(/^[0-9a-f]{64}$/);
const Signature = z.string().max(256);
const Id = z.string().min(1).max(64);

export const RegistrationKeysInput = z.object({
  roundId: Id,
  keys: z
    .array(z.object({ rollEntryId: Id, publicKey: PublicKey }))
    .min(1)
    .max(2000),
});
export const CodeSignInInput = z.object({
  roundId: z.uuid(),
  publicKey: PublicKey,
  nonce: z.string().regex(/^[0-9a-f]{64}$/),
  signature: Signature,
});
export const LinkInput = z.object({ email: z.email().max(200).toLowerCase() });
export const VoterLinkInput = LinkInput.extend({ roundId: z.uuid() });
export const VoterToken = z.string().regex(/^[0-9a-f]{64}$/);

export type VoterLinkCommand = z.infer<typeof VoterLinkInput>;
export type CodeSignInCommand = z.infer<typeof CodeSignInInput>;
export type RegistrationKeysCommand = z.infer<typeof RegistrationKeysInput>;
