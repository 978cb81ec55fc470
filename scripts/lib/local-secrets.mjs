import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { writePrivate } from './state-file.mjs';

const DRAWN = ['NEXTAUTH_SECRET', 'BOARD_SIGNING_KEY'];

/**
 * Secrets for this machine's demo and development: drawn once, kept in `.data/demo.env` (readable by its owner only).
 * They have to stay the same for as long as the database does, which holds signatures made with them.
 * @returns {Record<string, string>} 64 hex digits each
 */
export function localSecrets(root) {
  const file = path.join(root, '.data', 'demo.env');
  const known = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const lacking = DRAWN.filter((name) => !known[name]);
  if (lacking.length === 0) return known;
  const all = { ...known, ...Object.fromEntries(lacking.map((name) => [name, randomBytes(32).toString('hex')])) };
  const lines = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  writePrivate(file, `# Drawn for this machine only. Never use them on a real site.\n${lines.join('\n')}\n`);
  return all;
}
