import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of this project. */
export const projectRoot = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
