import { createRequire } from 'node:module';
import path from 'node:path';
import { always, atRunTime, unchecked } from '../../.dependency-cruiser.mjs';

const swc = createRequire(import.meta.url)('@swc/core');
const parse = swc.parseFileSync;
const isTypeOnly = (node) => node.typeOnly && /^(Import|Export)/.test(node.type);

/**
 * dependency-cruiser has to read TypeScript with swc (TypeScript 7 offers no interface for that), and its reader lacks
 * two things: it does not accept JSX, and it does not tell imports of types from others. Both are added here, where it
 * hands files to swc: JSX by the file's name, and types by leaving them out when `skipTypes` is on.
 */
let skipTypes = false;
swc.parseFileSync = (file, options) => {
  const tree = parse(file, { ...options, tsx: file.endsWith('x') });
  if (skipTypes) tree.body = tree.body.filter((node) => !isTypeOnly(node));
  return tree;
};
// Imported after the change above, because an import fixes what it finds.
const { cruise } = await import('dependency-cruiser');

const exceptFromUnchecked = (rule) => {
  const pathNot = [rule.from.pathNot ?? [], unchecked].flat();
  return { ...rule, from: { ...rule.from, pathNot } };
};

async function violationsOf(root, folders, forbidden) {
  const options = {
    baseDir: root,
    parser: 'swc',
    validate: true,
    ruleSet: { forbidden: forbidden.map(exceptFromUnchecked) },
    doNotFollow: { path: ['node_modules', '^lib/server/generated/'] },
  };
  const resolving = {
    alias: { '@': root },
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
  };
  const { output } = await cruise(folders, options, resolving);
  return {
    files: output.modules.filter(({ source }) => !/node_modules|^node:/.test(source)).length,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

/**
 * Applies the rules of .dependency-cruiser.mjs.
 * @param {string} root absolute top folder; the rules' paths start there
 * @param {string[]} folders which files and folders to read, named from `root`
 * @returns {Promise<{files: number, violations: {rule: string, from: string, to: string}[]}>}
 */
export async function checkDependencies(root, folders) {
  skipTypes = false;
  const all = await violationsOf(path.resolve(root), folders, always);
  skipTypes = true;
  const running = await violationsOf(path.resolve(root), folders, atRunTime);
  return { files: all.files, violations: [...all.violations, ...running.violations] };
}
