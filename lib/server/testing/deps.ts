import { randomBytes } from 'node:crypto';
import { connect } from '../db';
import type { Deps } from '../deps';

/** Services' surroundings on the test file's own database; `now` may be moved by replacing it. */
export function testDeps(overrides: Partial<Deps> = {}): Deps {
  return {
    db: connect(process.env.DATABASE_URL as string),
    now: () => new Date(),
    random: (length) => new Uint8Array(randomBytes(length)),
    signingKey: new Uint8Array(Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')),
    batchMinimum: 20,
    witnesses: [],
    ...overrides,
  };
}
