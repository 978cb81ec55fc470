import * as z from 'zod';
import { hexText } from './texts';

export const witnessSchema = z.strictObject({
  // Control characters would let a name rewrite the terminal that a monitor prints to.
  name: z
    .string()
    .min(1)
    .max(120)
    .regex(/^\P{Cc}*$/u, 'holds control characters'),
  publicKey: hexText,
});

/** The name is the city's word; the key is what counts, and the witness publishes it too. */
export type Witness = z.output<typeof witnessSchema>;
