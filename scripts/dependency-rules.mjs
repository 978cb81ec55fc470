// Says which imports break the rules of .dependency-cruiser.mjs, and ends with code 1 when any does.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkDependencies } from './lib/dependency-rules.mjs';
import { projectRoot as root } from './lib/project-root.mjs';

const NAMES = ['app', 'components', 'lib', 'i18n', 'second-verifier', 'proxy.ts'];
const folders = NAMES.filter((name) => existsSync(path.join(root, name)));
const { files, violations } = await checkDependencies(root, folders);
for (const { rule, from, to } of violations) console.log(`${rule}: ${from} → ${to}`);
console.log(`${files} files, ${violations.length} imports against the rules`);
process.exitCode = violations.length > 0 ? 1 : 0;
