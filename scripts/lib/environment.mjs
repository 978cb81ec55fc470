import { existsSync } from 'node:fs';
import path from 'node:path';

/** Takes over the variables of `.env`, when there is one; those already set in the shell win. */
export function loadEnvironmentFile(root) {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
