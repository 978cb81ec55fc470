import { createHash } from 'node:crypto';

/** What is kept of a random secret that opens something (a link): a stolen database opens nothing. SHA-256, hex. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
